import type { Assembly } from '../rules/assembly/assembly';
import { isRecord } from '../rules/assembly/value';
import { UNDERSTOOD as CLOUDFRONT } from './cloudfront/understood';
import { NotUnderstood } from './not-understood';
import { UNDERSTOOD as ROUTE53 } from './route53/understood';
import { UNDERSTOOD as S3 } from './s3/understood';

const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = { ...S3, ...CLOUDFRONT, ...ROUTE53 };

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
      const unknown = unknownPlace(resource.source.Properties, '', known);
      if (unknown !== undefined) {
        throw new NotUnderstood(resource.path, `the property ${unknown}`);
      }
    } else if (IN_THE_WAY.test(resource.type)) {
      throw new NotUnderstood(resource.path, `the type ${resource.type}`);
    }
  }
}

/** The first place that is neither in a table nor above or below one that is; elements of lists have no place. */
function unknownPlace(node: unknown, place: string, known: readonly string[]): string | undefined {
  if (known.includes(place)) {
    return undefined;
  }
  const isAbove = place === '' || known.some((one) => one.startsWith(`${place}.`));
  if (!isAbove) {
    return place;
  }
  const below = Array.isArray(node)
    ? node.map((element): [string, unknown] => [place, element])
    : Object.entries(isRecord(node) ? node : {}).map(([name, value]): [string, unknown] => [
        place === '' ? name : `${place}.${name}`,
        value,
      ]);
  return below.map(([name, value]) => unknownPlace(value, name, known)).find((found) => found !== undefined);
}
