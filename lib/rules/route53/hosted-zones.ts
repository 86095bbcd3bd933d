import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy, hostName } from '../site';

const ZONE = 'AWS::Route53::HostedZone';

/** What Route 53 asks of zones, and what they do to one another. */
export const hostedZoneRules: readonly Rule[] = [
  {
    id: 'hosted-zones-are-told-apart',
    severity: 'error',
    sentence: 'A zone has a name that no other public zone of the app has.',
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html',
    types: [ZONE],
    *check(zone, assembly) {
      const at = zone.at('Name');
      const name = hostName(at.text);
      if (name === '' || name.split('.').some((label) => label === '' || label.length > 63)) {
        yield { at, wrong: `the zone has the name ${String(at)}`, write: 'set Name to a domain name' };
      }
      const [first] = assembly.once(publicZonesByName).get(name) ?? [];
      if (first && first !== zone && isPublic(zone)) {
        yield {
          at,
          wrong: `${first.path} is a public zone of the name ${name} as well: visitors ask only one of them`,
          write: 'put the records into one zone',
        };
      }
    },
  },
];

function publicZonesByName(assembly: Assembly): Map<string, Resource[]> {
  return groupBy(assembly.all(ZONE).filter(isPublic), (zone) => hostName(zone.at('Name').text));
}

function isPublic(zone: Resource): boolean {
  return zone.at('VPCs').list.length === 0;
}
