import type { Change, MutableApp } from '../../mutable-app';
import type { Mutations } from '../mutations';

export const PRIMARY = 'Website/PrimaryBucket/Bucket';
export const PRIMARY_POLICY = 'Website/PrimaryBucket/Bucket/Policy';
export const SECONDARY = 'Secondary/SecondaryBucket/Bucket';
export const SECONDARY_POLICY = 'Secondary/SecondaryBucket/Bucket/Policy';
export const REDIRECT = 'Secondary/Redirects/www.example.com/Bucket';
export const ROLE = 'Website/PrimaryBucket/ReplicationRole';
export const ROLE_POLICY = 'Website/PrimaryBucket/ReplicationRole/DefaultPolicy';
export const DISTRIBUTION = 'Website/Delivery/Distribution';
export const PRIMARY_ARN = 'arn:aws:s3:::example-com-123456789012-2faa2fac';
export const SECONDARY_ARN = 'arn:aws:s3:::example.com';

/** Indexes of the statements of the primary's policy. */
export const DENY_HTTP = 'PolicyDocument.Statement.0';
export const CLOUDFRONT = 'PolicyDocument.Statement.1';
export const CHECKERS = 'PolicyDocument.Statement.2';

export type Part = Pick<Mutations, 'broken' | 'harmless'>;

/** Adds a statement to a policy. */
export const state =
  (path: string, statement: object, document = 'PolicyDocument'): Change =>
  (app) =>
    (app.get(path, `${document}.Statement`) as object[]).push(statement);

/** Adds a resource to a stack. */
export const add =
  (role: string, logicalId: string, type: string, properties: object, attributes: object = {}): Change =>
  (app) =>
    app.add(role, logicalId, { Type: type, Properties: properties, ...attributes });

/** A reference to a resource, made when the app is there. */
export function ref(app: MutableApp, path: string): object {
  return { Ref: app.logicalId(path) };
}

export function arnOf(app: MutableApp, path: string): object {
  return { 'Fn::GetAtt': [app.logicalId(path), 'Arn'] };
}
