import type { Site } from '../../site-config';
import type { Differences, Difference } from './differences';
import type { Examined, Status } from './examine';
import type { HeaderComparison, HeaderDifference, HeadersAsked } from './headers';
import type { Role, Side } from './side';

/** What `parity --json` prints. */
export interface ParityReport {
  readonly version: 1;
  /** Domain name. */
  readonly site: string;
  /** When the comparison began, by S3's clock; ISO 8601, as all times. */
  readonly asOf: string;
  readonly seconds: number;
  /** Whether nothing differs; what is `underWay` counts as the same. */
  readonly same: boolean;
  readonly primary: BucketReport;
  readonly secondary: BucketReport;
  /** Objects with the same ETag and size on both sides. */
  readonly equal: number;
  /** Only in the primary. */
  readonly missing: KindReport;
  /** On both sides, with another ETag or size. */
  readonly stale: KindReport;
  /** Only in the secondary. */
  readonly extra: KindReport;
  /** Objects that differed when they were listed, and were written since `asOf`, or agreed when they were asked for again. */
  readonly underWay: number;
  readonly atRisk: AtRisk;
  /** Absent unless asked for. */
  readonly headers?: HeadersReport;
  /** Permissions without which some of it is not known. */
  readonly denied: readonly string[];
}

export interface BucketReport {
  readonly bucket: string;
  readonly region: string;
  /** Objects, and their bytes, as listed. */
  readonly objects: number;
  readonly bytes: number;
}

export interface KindReport {
  readonly objects: number;
  readonly bytes: number;
  /** How many were asked for their replication status: the oldest. */
  readonly examined: number;
  /** How many of those examined have which status in the primary. */
  readonly statuses: Readonly<Partial<Record<Status, number>>>;
  /** All that were examined, the oldest first. */
  readonly examples: readonly ExampleReport[];
}

export interface ExampleReport {
  readonly key: string;
  readonly status: Status;
  readonly primary?: VersionReport;
  readonly secondary?: VersionReport;
}

export interface VersionReport {
  readonly etag: string;
  readonly size: number;
  readonly lastModified: string;
}

/** What would be lost with the primary, now: what is missing, and what is stale. */
export interface AtRisk {
  readonly objects: number;
  readonly bytes: number;
  readonly oldest?: { readonly key: string; readonly lastModified: string; readonly ageSeconds: number };
}

export interface HeadersReport {
  readonly asked: HeadersAsked;
  readonly compared: number;
  readonly differing: number;
  readonly examples: readonly HeaderDifference[];
}

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
  readonly examined: Examined;
  readonly headers: HeaderComparison | undefined;
}

export function reportOf(site: Site, sides: Record<Role, Side>, compared: Compared): ParityReport {
  const { asOf, seconds, listed, equal, missing, stale, extra, underWay, examined, headers } = compared;
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
