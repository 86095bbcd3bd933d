import type { Site } from '../../../site-config';
import { unlessAbsent } from '../asking';
import type { Check, Finding } from '../check';
import { GET_HOSTED_ZONE, hostedZone } from './hosted-zone';

const PAGE = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html';

export const zone: Check = {
  id: 'zone',
  title: 'the hosted zone is there, public, and that of the names',
  of: 'any site',
  permissions: [GET_HOSTED_ZONE],
  async examine(examination) {
    const { site } = examination;
    const found = await unlessAbsent(hostedZone(examination), 'NoSuchHostedZone');
    if (!found) {
      return [missing(site)];
    }
    const { name, isPrivate } = found;
    return [...(isPrivate ? [privateZone(site)] : []), ...(name === site.hostedZoneName ? [] : [misnamed(site, name)])];
  },
};

function missing({ hostedZoneId, hostedZoneName, account }: Site): Finding {
  return {
    severity: 'error',
    what: `account ${account} has no hosted zone ${hostedZoneId}`,
    why: 'The records that fail over, and those that validate the certificate, have nowhere to go.',
    fix:
      `set hostedZoneId in bin/sites.ts to the id of the public zone of ${hostedZoneName}; this shows it:\n` +
      `aws route53 list-hosted-zones-by-name --dns-name ${hostedZoneName} --max-items 1`,
    page: PAGE,
  };
}

function privateZone({ hostedZoneId, hostedZoneName }: Site): Finding {
  return {
    severity: 'error',
    what: `the zone ${hostedZoneId} is private`,
    why: 'Only networks that it is associated with ever see its records: no visitor, and no certificate authority.',
    fix:
      `set hostedZoneId in bin/sites.ts to the id of the public zone of ${hostedZoneName}; this shows both:\n` +
      `aws route53 list-hosted-zones-by-name --dns-name ${hostedZoneName} --max-items 2`,
    page: PAGE,
  };
}

function misnamed({ hostedZoneId, hostedZoneName, domainName }: Site, name: string): Finding {
  const holdsNames = domainName === name || domainName.endsWith(`.${name}`);
  return {
    severity: 'error',
    what: `the zone ${hostedZoneId} is that of ${name}, and the site is configured for the zone of ${hostedZoneName}`,
    why: holdsNames
      ? 'What the site takes for the apex of its zone is none, and its alternate names follow from that.'
      : `Route 53 refuses a record of ${domainName} in it.`,
    fix: holdsNames
      ? `set hostedZoneName: '${name}' in bin/sites.ts`
      : `set hostedZoneId in bin/sites.ts to the id of the zone of ${hostedZoneName}; this shows it:\n` +
        `aws route53 list-hosted-zones-by-name --dns-name ${hostedZoneName} --max-items 1`,
    page: PAGE,
  };
}
