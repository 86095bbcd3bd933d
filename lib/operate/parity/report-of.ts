import type { Site } from '../../site-config';
import type { Difference, Differences } from './differences';
import type { Examined, Status } from './examine';
import type { HeaderComparison } from './headers';
import type { AtRisk, ExampleReport, KindReport, ParityReport, VersionReport } from './report';
import type { Role, Side } from './side';

/** What a comparison counted. */
export interface Compared {
  readonly asOf: Date;
  readonly seconds: number;
  readonly listed: Record<Role, { readonly objects: number; readonly bytes: number }>;
  readonly equal: number;
  readonly missing: Differences;
  readonly stale: Differences;
  readonly extra: Differences;
  readonly underWay: number;
  readonly isEngaged: boolean;
  readonly examined: Examined;
  readonly headers: HeaderComparison | undefined;
}

export function reportOf(site: Site, sides: Record<Role, Side>, compared: Compared): ParityReport {
  const { asOf, seconds, listed, equal, missing, stale, extra, underWay, isEngaged, examined, headers } = compared;
  const bucket = (role: Role) => ({ bucket: sides[role].bucket, region: sides[role].region, ...listed[role] });
  const differing = missing.objects + stale.objects + extra.objects + (headers?.differing ?? 0);
  return {
    version: 1,
    site: site.domainName,
    asOf: asOf.toISOString(),
    seconds: Math.round(seconds * 10) / 10,
    same: differing === 0,
    primary: bucket('primary'),
    secondary: bucket('secondary'),
    equal,
    missing: kindOf(missing, examined),
    stale: kindOf(stale, examined),
    extra: kindOf(extra, examined),
    underWay,
    ...(site.mode.hasSwitch && { switchEngaged: isEngaged }),
    atRisk: atRisk(missing, stale, asOf),
    ...(headers && {
      headers: {
        asked: headers.asked,
        compared: headers.compared,
        differing: headers.differing,
        examples: headers.examples,
      },
    }),
    denied: examined.denied,
  };
}

function kindOf({ objects, bytes, oldest }: Differences, examined: Examined): KindReport {
  const examples = oldest.map((difference) => exampleOf(difference, examined.statuses.get(difference) ?? 'UNKNOWN'));
  const statuses: Partial<Record<Status, number>> = {};
  for (const { status } of examples) {
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return { objects, bytes, examined: examples.length, statuses, examples };
}

function exampleOf({ key, primary, secondary }: Difference, status: Status): ExampleReport {
  return {
    key,
    status,
    ...(primary && { primary: versionOf(primary) }),
    ...(secondary && { secondary: versionOf(secondary) }),
  };
}

function versionOf({ etag, size, lastModified }: VersionReport): VersionReport {
  return { etag, size, lastModified };
}

function atRisk(missing: Differences, stale: Differences, asOf: Date): AtRisk {
  const [oldest] = [...missing.oldest.slice(0, 1), ...stale.oldest.slice(0, 1)].sort(
    (one, other) => one.written - other.written,
  );
  return {
    objects: missing.objects + stale.objects,
    bytes: missing.bytes + stale.bytes,
    ...(oldest?.primary && {
      oldest: {
        key: oldest.key,
        lastModified: oldest.primary.lastModified,
        ageSeconds: Math.max(0, Math.round((asOf.getTime() - oldest.written) / 1000)),
      },
    }),
  };
}
