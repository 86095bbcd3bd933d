import type { CaaRecord } from 'node:dns';
import type { DnsResolver } from '../../network';
import type { Site } from '../../../site-config';
import { unlessAbsent } from '../asking';
import type { Check, Finding } from '../check';
import { changeRecord } from './change-record';
import { answeredNames } from './site-records';

/**
 * Names by which Amazon's authority is known in CAA records.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
 */
const AMAZON = ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com'];

/** Tags of RFC 8659 and those registered since; an authority must not issue for a critical one that it does not know. */
const KNOWN_TAGS = ['issue', 'issuewild', 'iodef', 'issuemail', 'issuevmc', 'contactemail', 'contactphone'];

/** Seconds. */
const TTL = 300;

const CRITICAL = 128;

interface Property {
  readonly critical: number;
  readonly tag: string;
  readonly value: string;
}

interface Found {
  readonly domain: string;
  readonly records: readonly CaaRecord[];
}

export const caa: Check = {
  id: 'caa',
  title: 'no CAA record keeps Amazon from issuing the certificates',
  of: 'any site',
  permissions: [],
  needless: ({ certificateArn, secondaryCertificateArn, mode }) =>
    certificateArn === undefined || (mode.hasHttpsEndpoint && secondaryCertificateArn === undefined)
      ? undefined
      : `the certificate is given by certificateArn${mode.hasHttpsEndpoint ? ', the other by secondaryCertificateArn' : ''}, issued already`,
  async examine({ site, network }) {
    const resolver = network.resolver();
    const found = await Promise.all(answeredNames(site).map((name) => relevantRecords(name, resolver)));
    const byDomain = new Map(found.filter((one) => one !== undefined).map((one) => [one.domain, one]));
    return [...byDomain.values()].filter(({ records }) => !admitsAmazon(records)).map((one) => finding(one, site));
  },
};

/**
 * The CAA records that decide for a name: its own, or those of the closest name above it with some. Resolvers follow
 * CNAMEs on the way.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8659#section-3
 */
async function relevantRecords(domain: string, resolver: DnsResolver): Promise<Found | undefined> {
  const records = await unlessAbsent(resolver.resolveCaa(domain), 'ENODATA', 'ENOTFOUND');
  if (records !== undefined && records.length > 0) {
    return { domain, records };
  }
  const [, above] = /^[^.]+\.(.+)$/.exec(domain) ?? [];
  return above === undefined ? undefined : relevantRecords(above, resolver);
}

function admitsAmazon(records: readonly CaaRecord[]): boolean {
  const properties = records.map(propertyOf);
  if (properties.some(isUnknownAndCritical)) {
    return false;
  }
  // without an `issue` everyone may; `issuewild` is about wildcards, which the site has none of
  const issuers = properties.filter(({ tag }) => tag === 'issue').map(({ value }) => value.split(';')[0] ?? '');
  return issuers.length === 0 || issuers.some((issuer) => AMAZON.includes(issuer.trim().toLowerCase()));
}

function isUnknownAndCritical({ critical, tag }: Property): boolean {
  return critical >= CRITICAL && !KNOWN_TAGS.includes(tag);
}

function propertyOf({ critical, ...properties }: CaaRecord): Property {
  const [[tag, value] = ['', '']] = Object.entries(properties).filter(([key]) => key !== 'type');
  return { critical, tag: tag.toLowerCase(), value: String(value) };
}

function finding({ domain, records }: Found, site: Site): Finding {
  const written = ({ critical, tag, value }: Property) => `${critical} ${tag} "${value}"`;
  const properties = records.map(propertyOf);
  const values = properties.map(written);
  const unknown = properties.filter(isUnknownAndCritical).map(written);
  const isInZone = domain === site.hostedZoneName || domain.endsWith(`.${site.hostedZoneName}`);
  const command = changeRecord(site.hostedZoneId, 'UPSERT', {
    Name: domain,
    Type: 'CAA',
    TTL,
    ResourceRecords: [...values.filter((value) => !unknown.includes(value)), AMAZON_ISSUES].map((Value) => ({ Value })),
  });
  const takeOut = unknown.length > 0 ? `take out ${unknown.join(', ')}, which no authority may ignore, and ` : '';
  return {
    severity: 'error',
    what: `the CAA records of ${domain} do not let Amazon issue certificates: ${values.join(', ')}`,
    why: 'The certificate fails its validation, and with it the deployment.',
    fix:
      `${takeOut}add ${AMAZON_ISSUES} to the CAA records of ${domain}, or of the names of the site, which come first` +
      (isInZone ? `:\n${command}` : ''),
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html',
  };
}

const AMAZON_ISSUES = '0 issue "amazon.com"';
