import { US_EAST_1 } from '../../../config/regions';
import type { Site } from '../../../site-config';
import type { Check, Finding } from '../check';
import { LISTS_RECORDS } from './permissions';
import { addressesFor, ask, doorsOf, type Outcome, type Side } from './sides';

/** ACM renews 60 days before the end, and warns from 45 on. */
const DAYS_LEFT = 14;
const DAY = 24 * 60 * 60 * 1000;

const RENEWAL = 'https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html';

export const certificateServed: Check = {
  id: 'certificate-served',
  title:
    'whatever answers over HTTPS shows a certificate for every name that browsers trust, and that does not end soon',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS],
  async examine(examination) {
    const { site, now } = examination;
    const sides = doorsOf(site).flatMap(({ side, protocol }) => (protocol === 'https' ? [side] : []));
    const shown = [site.domainName, ...site.alternateNames].flatMap((name) => sides.map((side) => ({ name, side })));
    const found = shown.map(async ({ name, side }) => {
      const address = (await addressesFor(examination, name))[side];
      return judged(site, side, name, await ask(examination, new URL(`https://${name}/`), address), now());
    });
    return (await Promise.all(found)).flat();
  },
};

function judged(site: Site, side: Side, name: string, outcome: Outcome, now: Date): Finding[] {
  const [given, region, role] =
    side === 'primary'
      ? [site.certificateArn, US_EAST_1, 'Certificate']
      : [site.secondaryCertificateArn, site.secondaryRegion, 'Secondary'];
  const where = side === 'primary' ? '' : ' at the secondary';
  const fix =
    given === undefined
      ? `aws acm list-certificates --region ${region} names it, and describe-certificate says why it is not renewed; ` +
        `npx cdk deploy '${site.domainName}/${role}' --revert-drift puts its validation records back`
      : `aws acm describe-certificate --region ${region} --certificate-arn ${given} says what is wrong; ` +
        'an imported certificate has to be imported again';
  const problem = (severity: Finding['severity'], what: string, why: string): Finding[] => [
    { severity, what, why, fix, page: RENEWAL },
  ];
  if (typeof outcome === 'string') {
    return problem(
      'error',
      `https://${name}/ cannot be asked${where}: ${outcome}`,
      'browsers refuse the site over HTTPS',
    );
  }
  const ends = outcome.certificateEnds;
  const days = ends && Math.floor((ends.getTime() - now.getTime()) / DAY);
  return days !== undefined && days < DAYS_LEFT
    ? problem(
        'warning',
        `the certificate of ${name}${where} ends on ${ends?.toISOString().slice(0, 10)}, in ${days} days`,
        'it ought to have been renewed weeks ago; from that day on browsers refuse the site over HTTPS',
      )
    : [];
}
