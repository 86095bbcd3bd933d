import type { Assembly } from '../assembly/assembly';
import { recordRule, normalized, shown, allRecords, type DnsRecord } from './dns-record';
import { problem } from './record-shape';
import { isBelow } from './record-zones';
import { distributionsByAlias, websiteNames } from './targets';

/** Those whose certificates ACM issues. */
const AMAZON = ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com'];

/** Records beside the pair that take visitors elsewhere, or stop its certificate. */
export const siteNameRules = [
  recordRule({
    id: 'website-names-have-no-ipv6',
    severity: 'error',
    sentence: 'A name that fails over to an S3 website has no AAAA record, as that has no IPv6.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ipv6-access.html',
    *check(record, assembly) {
      if (record.type === 'AAAA' && websiteNames(assembly).has(record.name)) {
        yield problem(
          record,
          record.at('Type'),
          `${shown(record)} keeps visitors with IPv6 at the primary, whatever its health`,
          'remove the record, and IPv6 of the distribution',
        );
      }
    },
  }),
  recordRule({
    id: 'website-names-have-no-https-record',
    severity: 'error',
    sentence: 'A name that fails over to an S3 website has no HTTPS or SVCB record, as that has no HTTPS.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
    *check(record, assembly) {
      if ((record.type === 'HTTPS' || record.type === 'SVCB') && websiteNames(assembly).has(record.name)) {
        yield problem(
          record,
          record.at('Type'),
          `${shown(record)} makes browsers ask over HTTPS, which the secondary does not answer`,
          'remove the record',
        );
      }
    },
  }),
  recordRule({
    id: 'caa-records-admit-amazon',
    severity: 'error',
    sentence: "CAA records let Amazon issue and renew the site's certificate.",
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html',
    *check(record, assembly) {
      const named = record.type === 'CAA' ? siteNamesBelow(record, assembly) : [];
      const values = record.at('ResourceRecords').texts.map((value) => /(\w+)\s+"([^"]*)"/.exec(value) ?? []);
      for (const name of named) {
        const wild = values.filter(([, tag]) => tag?.toLowerCase() === 'issuewild');
        const plain = values.filter(([, tag]) => tag?.toLowerCase() === 'issue');
        const issuers = name.startsWith('*.') && wild.length > 0 ? wild : plain;
        if (
          issuers.length > 0 &&
          !issuers.some(([, , issuer]) => AMAZON.includes(issuer?.split(';')[0]?.trim() ?? ''))
        ) {
          yield problem(
            record,
            record.at('ResourceRecords'),
            `${shown(record)} forbids Amazon to issue the certificate of ${name}`,
            'add the value 0 issue "amazon.com"',
          );
        }
      }
    },
  }),
  recordRule({
    id: 'site-names-are-not-delegated',
    severity: 'error',
    sentence: 'No NS or SOA record stands at or above a name of the site.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html',
    *check(record, assembly) {
      const isOfZone = record.type === 'NS' || record.type === 'SOA';
      const [name] = isOfZone ? siteNamesBelow(record, assembly) : [];
      if (name !== undefined) {
        yield problem(
          record,
          record.at('Type'),
          `${shown(record)} takes ${name} out of the zone, or collides with the record that every zone has`,
          'remove the record',
        );
      }
    },
  }),
  recordRule({
    id: 'failover-records-expire-soon',
    severity: 'warning',
    sentence: 'Records that fail over expire within 60 seconds.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html',
    *check(record) {
      const at = record.at('TTL');
      if (record.at('Failover').exists && (at.number ?? 0) > 60) {
        yield problem(record, at, `${shown(record)} is kept for ${String(at)} s by resolvers`, 'set TTL to 60 or less');
      }
    },
  }),
];

/** Names of distributions and certificates at or below a record's, but for those that have such a record nearer. */
function siteNamesBelow(record: DnsRecord, assembly: Assembly): string[] {
  const own = assembly.once(siteNamesByDomain).get(record.name) ?? [];
  const nearer = (assembly.once(namesByType).get(record.type) ?? []).filter(
    (name) => name !== record.name && isBelow(name, record.name),
  );
  return own.filter((name) => !nearer.some((domain) => isBelow(name.replace('*.', ''), domain)));
}

function namesByType(assembly: Assembly): Map<string | undefined, string[]> {
  const names = new Map<string | undefined, string[]>();
  for (const { type, name } of allRecords(assembly).filter(({ type }) => /^(CAA|NS|SOA)$/.test(type ?? ''))) {
    names.set(type, [...(names.get(type) ?? []), name]);
  }
  return names;
}

function siteNamesByDomain(assembly: Assembly): Map<string, string[]> {
  const certificates = assembly.all('AWS::CertificateManager::Certificate');
  const names = new Set([
    ...assembly.once(distributionsByAlias).keys(),
    ...certificates.flatMap((certificate) =>
      [certificate.at('DomainName'), ...certificate.at('SubjectAlternativeNames').list].map(({ text }) =>
        normalized(text),
      ),
    ),
  ]);
  const byDomain = new Map<string, string[]>();
  for (const name of names) {
    const labels = name.replace('*.', '').split('.');
    for (const [index] of labels.entries()) {
      const domain = labels.slice(index).join('.');
      byDomain.set(domain, [...(byDomain.get(domain) ?? []), name]);
    }
  }
  return byDomain;
}
