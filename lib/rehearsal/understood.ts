import type { Assembly } from '../rules/assembly/assembly';
import { UNDERSTOOD as API_GATEWAY } from './api-gateway/understood';
import { UNDERSTOOD as CLOUDFRONT } from './cloudfront/understood';
import { NotUnderstood } from './not-understood';
import { UNDERSTOOD as ROUTE53 } from './route53/understood';
import { UNDERSTOOD as S3 } from './s3/understood';
import { refuseUnknownProperties } from './understood-properties';

const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = { ...S3, ...CLOUDFRONT, ...ROUTE53, ...API_GATEWAY };

/** Services that can stand between a visitor and the pages; what other services do, no visitor sees. */
const IN_THE_WAY =
  /^AWS::(S3|CloudFront|Route53|WAFv2|ApiGateway(V2)?|ElasticLoadBalancing(V2)?|GlobalAccelerator|Lambda::Url|Shield)(::|$)/;

/**
 * Refuses an app that has what the rehearsal does not model, rather than showing it as if it had not.
 *
 * @throws NotUnderstood for the first such type or property
 */
export function refuseUnknown(assembly: Assembly): void {
  for (const resource of assembly.stacks.flatMap((stack) => [...stack.resources.values()])) {
    const known = UNDERSTOOD[resource.type];
    if (known) {
      refuseUnknownProperties(resource, known);
    } else if (IN_THE_WAY.test(resource.type)) {
      throw new NotUnderstood(resource.path, `the type ${resource.type}`);
    }
  }
}
