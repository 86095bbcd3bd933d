import type { Site } from '../site-config';
import { namesOf, stackName } from './names';
import type { Problem } from './rules';

/**
 * The rules between sites: what each of them claims must be its own, and a hosted zone has one name.
 *
 * @param sites in the configuration's order, `undefined` where one is not valid
 */
export function collisionProblems(sites: readonly (Site | undefined)[]): Problem[] {
  return [...claimProblems(sites), ...zoneProblems(sites)];
}

function zoneProblems(sites: readonly (Site | undefined)[]): Problem[] {
  return sites.flatMap((site, index) => {
    const owner = sites.findIndex((other) => site && other?.hostedZoneId === site.hostedZoneId);
    const name = sites[owner]?.hostedZoneName;
    return site && name !== site.hostedZoneName
      ? [
          {
            path: [index, 'hostedZoneId'],
            rule: `must be that of ${site.hostedZoneName}, not the one of ${name} in sites[${owner}]`,
            value: site.hostedZoneId,
          },
        ]
      : [];
  });
}

function claimProblems(sites: readonly (Site | undefined)[]): Problem[] {
  const claimed = new Map<string, number>();
  return sites.flatMap((site, index) =>
    (site ? claims(site) : []).flatMap(({ path, claim, rule, value }) => {
      const owner = claimed.get(claim);
      claimed.set(claim, owner ?? index);
      return owner === undefined || owner === index
        ? []
        : [{ path: [index, ...path], rule: `${rule} sites[${owner}]`, value }];
    }),
  );
}

interface Claim extends Problem {
  /** What nobody else may claim: a kind and a value. */
  readonly claim: string;
}

function claims(site: Site): Claim[] {
  const buckets = [
    ...namesOf(site),
    { path: ['primaryBucketName'], name: site.primaryBucketName },
    ...(site.secondaryBucketName === site.domainName
      ? []
      : [{ path: ['secondaryBucketName'], name: site.secondaryBucketName }]),
  ];
  return [
    ...buckets.map(({ path, name }) => ({
      path,
      value: name,
      claim: `name ${name}`,
      rule: 'must not be a name or bucket of',
    })),
    {
      path: ['domainName'],
      value: site.domainName,
      claim: `stacks ${stackName(site, '')}`,
      rule: `must not give the stacks the same names (${stackName(site, '*')}) as`,
    },
  ];
}
