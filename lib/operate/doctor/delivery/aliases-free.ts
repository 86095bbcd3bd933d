import { paginateListDistributions, type DistributionSummary } from '@aws-sdk/client-cloudfront';
import { withoutDot } from '../../failover-pair';
import { unlessAbsent } from '../asking';
import type { Check, Examination, Finding } from '../check';
import { DESCRIBE_STACKS } from '../stack-permissions';
import { answeredNames, LIST_RECORDS, siteRecords } from '../zone/site-records';

const MOVE = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-move.html';

/**
 * CloudFront tells who holds a name only to whoever has a distribution with a certificate for it, so before the first
 * deployment there are two signs: the distributions of this account, and where DNS sends the name now.
 */
export const aliasesFree: Check = {
  id: 'aliases-free',
  title: 'no other distribution has a name of the site',
  of: 'any site',
  permissions: [{ action: 'cloudfront:ListDistributions', resources: () => ['*'] }, LIST_RECORDS, DESCRIBE_STACKS],
  async examine(examination) {
    const { aws, site } = examination;
    const website = await examination.stack('Website');
    const distributions: DistributionSummary[] = [];
    for await (const { DistributionList } of paginateListDistributions({ client: aws.cloudFront }, {})) {
      distributions.push(...(DistributionList?.Items ?? []));
    }
    const findings = answeredNames(site).map(async (name) => {
      const holder = distributions.find(({ Aliases }) => Aliases?.Items?.some((alias) => alias.toLowerCase() === name));
      if (holder) {
        return holder.Id === website?.outputs.DistributionId ? [] : [heldHere(name, holder)];
      }
      const known = new Set(distributions.map(({ DomainName = '' }) => DomainName));
      const host = await distributionBehind(name, examination);
      return host === undefined || known.has(host) ? [] : [heldElsewhere(name, host)];
    });
    return (await Promise.all(findings)).flat();
  },
};

const WHY = 'CloudFront lets one distribution alone have a name: the deployment fails when it makes that of the site.';

function heldHere(name: string, { Id, Comment }: DistributionSummary): Finding {
  const comment = Comment ? ` (${Comment})` : '';
  return {
    severity: 'error',
    what: `the distribution ${Id}${comment} of this account has ${name} among its alternate domain names`,
    why: WHY,
    fix:
      `take ${name} out of its alternate domain names, shortly before the deployment: visitors of ${name} get errors ` +
      `until DNS points at the new distribution; this shows what it has:\n` +
      `aws cloudfront get-distribution-config --id ${Id}`,
    page: MOVE,
  };
}

function heldElsewhere(name: string, host: string): Finding {
  return {
    severity: 'error',
    what: `${name} leads to the distribution ${host}, which is none of this account`,
    why: `${WHY} Another account seems to have it.`,
    fix:
      `have ${name} taken out of the alternate domain names of ${host}, shortly before the deployment: visitors get ` +
      'errors until DNS points at the new distribution. Once this account has a distribution with a certificate for ' +
      'the name, it may also move it over',
    page: MOVE,
  };
}

/** The distribution that DNS sends a name to: by the zone's own records, or by those that the world sees. */
async function distributionBehind(name: string, examination: Examination): Promise<string | undefined> {
  const records = (await siteRecords(examination)).get(name) ?? [];
  const targets = records.flatMap(({ AliasTarget, Type, ResourceRecords = [] }) => [
    AliasTarget?.DNSName ?? '',
    ...(Type === 'CNAME' ? ResourceRecords.map(({ Value = '' }) => Value) : []),
  ]);
  // a name that is not there, or not delegated, leads nowhere
  const asked = examination.network.resolver().resolveCname(name);
  const seen = await unlessAbsent(asked, 'ENODATA', 'ENOTFOUND', 'ESERVFAIL');
  return [...targets, ...(seen ?? [])].map(withoutDot).find((host) => host.endsWith('.cloudfront.net'));
}
