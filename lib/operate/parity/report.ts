import type { Status } from './examine';
import type { HeaderDifference, HeadersAsked } from './headers';

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
  /** Whether the object of the operator's switch is there, which is no difference; absent without a switch. */
  readonly switchEngaged?: boolean;
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
