import { GetHostedZoneCommand } from '@aws-sdk/client-route-53';
import { withoutDot } from '../../failover-pair';
import { oncePer } from '../asking';
import type { Permission } from '../check';

/** The zone of the site as Route 53 has it. */
export interface ZoneFound {
  /** Without a dot at its end. */
  readonly name: string;
  readonly isPrivate: boolean;
  /** That answer for it; none for a private zone. */
  readonly nameServers: readonly string[];
}

export const GET_HOSTED_ZONE: Permission = {
  action: 'route53:GetHostedZone',
  resources: ({ hostedZoneId }) => [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
};

/** @throws Error of the SDK, `NoSuchHostedZone` among others */
export const hostedZone = oncePer(async ({ aws, site }): Promise<ZoneFound> => {
  const { HostedZone, DelegationSet } = await aws.route53.send(new GetHostedZoneCommand({ Id: site.hostedZoneId }));
  return {
    name: withoutDot(HostedZone?.Name ?? ''),
    isPrivate: HostedZone?.Config?.PrivateZone === true,
    nameServers: (DelegationSet?.NameServers ?? []).map(withoutDot).sort(),
  };
});
