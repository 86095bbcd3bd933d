import type { Site } from '../../../site-config';
import type { Check, Finding } from '../check';
import { LISTS_RECORDS } from './permissions';
import { addressesOf, ask, type Outcome } from './sides';

/** ACM renews 60 days before the end, and warns from 45 on. */
const DAYS_LEFT = 14;
const DAY = 24 * 60 * 60 * 1000;

const RENEWAL = 'https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html';

export const certificateServed: Check = {
  id: 'certificate-served',
  title: 'CloudFront shows a certificate for every name that browsers trust, and that does not end soon',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS],
  async examine(examination) {
    const { site, now } = examination;
    const { primary } = await addressesOf(examination);
    const found = [site.domainName, ...site.alternateNames].map(async (name) =>
      judged(site, name, await ask(examination, new URL(`https://${name}/`), primary), now()),
    );
    return (await Promise.all(found)).flat();
  },
};

function judged(site: Site, name: string, outcome: Outcome, now: Date): Finding[] {
  const fix =
    site.certificateArn === undefined
      ? `aws acm list-certificates --region us-east-1 names it, and describe-certificate says why it is not renewed; ` +
        `npx cdk deploy '${site.domainName}/Certificate' --revert-drift puts its validation records back`
      : `aws acm describe-certificate --region us-east-1 --certificate-arn ${site.certificateArn} says what is wrong; ` +
        'an imported certificate has to be imported again';
  const problem = (severity: Finding['severity'], what: string, why: string): Finding[] => [
    { severity, what, why, fix, page: RENEWAL },
  ];
  if (typeof outcome === 'string') {
    return problem('error', `https://${name}/ cannot be asked: ${outcome}`, 'browsers refuse the site over HTTPS');
  }
  const ends = outcome.certificateEnds;
  const days = ends && Math.floor((ends.getTime() - now.getTime()) / DAY);
  return days !== undefined && days < DAYS_LEFT
    ? problem(
        'warning',
        `the certificate of ${name} ends on ${ends?.toISOString().slice(0, 10)}, in ${days} days`,
        'it ought to have been renewed weeks ago; from that day on browsers refuse the site over HTTPS',
      )
    : [];
}
