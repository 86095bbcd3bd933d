import { Assembly } from '../../../lib/rules/assembly/assembly';
import type { Resource } from '../../../lib/rules/assembly/resource';
import { Zone } from '../../../lib/rehearsal/route53/zone';
import { MutableApp, type Change } from '../../rules/mutable-app';
import { synthesized } from '../../rules/synthesized';

export const CHECK = 'Website/OriginHealthCheck/HealthCheck';
export const ZONE_ID = 'Z0123456789EXAMPLE';

const EXAMPLE = synthesized();

/** The example site, changed. */
export function changed(...changes: Change[]): Assembly {
  const app = new MutableApp(EXAMPLE);
  changes.forEach((change) => change(app));
  return new Assembly(app.source);
}

/** Adds a record to the zone of the site. */
export const withRecord =
  (id: string, properties: object): Change =>
  (app) =>
    app.add('Website', id, {
      Type: 'AWS::Route53::RecordSet',
      Properties: { HostedZoneId: ZONE_ID, ...properties },
    });

/** Its zone: the distribution is at 192.0.2.1, websites are at 192.0.2.2. */
export function zoneOf(assembly: Assembly, isHealthy: (check: Resource) => boolean = () => true): Zone {
  return new Zone(assembly, {
    isHealthy,
    addressOf: ({ kind }) =>
      kind === 'cloudfront' ? { a: ['192.0.2.1'], aaaa: ['2001:db8::1'] } : { a: ['192.0.2.2'], aaaa: [] },
  });
}
