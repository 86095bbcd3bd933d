import { createHash } from 'node:crypto';
import type { Site } from '../../../site-config';
import type { Check, Examination, Finding } from '../check';
import { revertDrift } from './commands';
import { LISTS_RECORDS, ofStacks } from './permissions';
import { addressesOf, ask, doorsOf, told, type Door, type Outcome } from './sides';

const WEBSITES = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html';

const ENDPOINTS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html';

/** A path at which nobody publishes. */
const NOWHERE = '/failover-doctor-asks-for-a-missing-page.html';

interface Page {
  readonly path: string;
  readonly of: 'front page' | 'missing page';
  readonly statuses: (door: Door) => readonly number[];
}

export const answersAlike: Check = {
  id: 'answers-alike',
  title: 'primary and secondary both answer, with the same pages',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS, ofStacks('cloudformation:DescribeStacks', 'Website')],
  async examine(examination) {
    const found = pagesOf(examination.site).map(async (page) => {
      const answers = await Promise.all(
        doorsOf(examination.site).map(async (door) => ({ door, outcome: await enter(examination, door, page) })),
      );
      const wrong = answers.filter(({ door, outcome }) => !isExpected(page, door, outcome));
      return wrong.length > 0
        ? wrong.map(({ door, outcome }) => unanswered(examination.site, page, door, outcome))
        : different(page, answers, await invalidation(examination), examination.site);
    });
    return (await Promise.all(found)).flat();
  },
};

function pagesOf({ content, errorDocument, secondaryEndpoint }: Site): Page[] {
  const front: Page = { path: '/', of: 'front page', statuses: () => [200] };
  const missing: Page = {
    path: NOWHERE,
    of: 'missing page',
    // where nobody may list, S3 does not say that a page is missing
    statuses: ({ side }) => (side === 'primary' || secondaryEndpoint === 'https' ? [404] : [404, 403]),
  };
  return content?.keys.includes(errorDocument) ? [front, missing] : [front];
}

async function enter(examination: Examination, { side, protocol }: Door, { path }: Page): Promise<Outcome> {
  const addresses = await addressesOf(examination);
  return ask(examination, new URL(`${protocol}://${examination.site.domainName}${path}`), addresses[side]);
}

function isExpected(page: Page, door: Door, outcome: Outcome): boolean {
  return typeof outcome !== 'string' && page.statuses(door).includes(outcome.status);
}

function unanswered(site: Site, page: Page, door: Door, outcome: Outcome): Finding {
  const isPrimary = door.side === 'primary';
  return {
    severity: 'error',
    what: `${door.name} gives ${told(outcome)} for the ${page.of} ${page.path}, not ${page.statuses(door).join(' or ')}`,
    why: isPrimary
      ? site.secondaryEndpoint === 'https'
        ? 'this is what visitors get while DNS answers the primary'
        : 'this is what visitors get while the health check, which asks the bucket alone, finds the primary well'
      : 'this is what visitors get when the primary is lost',
    fix: isPrimary
      ? `docs/runbook.md#server-errors; then npm run deploy, or ${revertDrift(site, 'Website')}`
      : `${parity(site.domainName)} says whether the page is there; then ${revertDrift(site, 'Secondary')}`,
    page: isPrimary
      ? 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html'
      : site.secondaryEndpoint === 'https'
        ? ENDPOINTS
        : WEBSITES,
  };
}

/** Makes the edges ask for everything again. */
async function invalidation(examination: Examination): Promise<string> {
  const id = (await examination.stack('Website'))?.outputs.DistributionId ?? 'DISTRIBUTION_ID';
  return `aws cloudfront create-invalidation --distribution-id ${id} --paths '/*'`;
}

function different(
  page: Page,
  answers: readonly { door: Door; outcome: Outcome }[],
  invalidate: string,
  { domainName }: Site,
): Finding[] {
  const groups = new Map<string, string[]>();
  for (const { door, outcome } of answers) {
    const content = typeof outcome === 'string' ? outcome : described(outcome.body);
    groups.set(content, [...(groups.get(content) ?? []), door.name]);
  }
  const pages = [...groups].map(([content, names]) => `${content} from ${names.join(' and ')}`);
  return groups.size < 2
    ? []
    : [
        {
          severity: 'warning',
          what: `the ${page.of} ${page.path} is not the same everywhere: ${pages.join(', ')}`,
          why: 'a failover changes the pages that visitors see',
          fix: `${parity(domainName)} compares the buckets; when they are equal, an edge of CloudFront keeps an old page: ${invalidate}`,
          page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html',
        },
      ];
}

function described(body: Buffer): string {
  return `${body.length} bytes (SHA-256 ${createHash('sha256').update(body).digest('hex').slice(0, 8)})`;
}

function parity(domainName: string): string {
  return `npm run parity -- --site ${domainName}`;
}
