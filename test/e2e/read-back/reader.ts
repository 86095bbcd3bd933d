import type { Clients } from '../clients';
import type { Properties } from './stacks';

export interface Resource {
  /** Physical id. */
  readonly id: string;
  /** The template's properties: only to find the resource when its id does not say enough. */
  readonly asked: Properties;
  readonly region: string;
  readonly aws: Clients;
}

/** Answers a resource's properties as a service has them, in CloudFormation's shape. */
export type Reader = (resource: Resource) => Promise<Properties>;

export type Readers = Partial<Record<string, Reader>>;
