import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Problem } from '../rule';
import { shown, type DnsRecord } from './dns-record';
import { problem } from './record-shape';

/** That a record may be created before something that its visitors need. */
export function* tooEarly(
  record: DnsRecord,
  needed: readonly Resource[],
  where: string,
  assembly: Assembly,
): Generator<Problem> {
  const late = needed.filter((resource) => !assembly.isCreatedAfter(record.resource, resource));
  if (late.length > 0) {
    const paths = late.map(({ path }) => path).join(', ');
    yield problem(
      record,
      undefined,
      `${shown(record)} may send visitors to ${where} before this is there: ${paths}`,
      `make it depend on ${paths}`,
    );
  }
}
