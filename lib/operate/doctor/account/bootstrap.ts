import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { unlessAbsent } from '../asking';
import type { Check, Finding } from '../check';
import { regionsOf } from '../site-regions';

/** Where `cdk bootstrap` leaves its version, and the stacks look for it. */
export const VERSION_PARAMETER = '/cdk-bootstrap/hnb659fds/version';

/** What the synthesized stacks demand; below it CloudFormation refuses them. */
export const DEMANDED_VERSION = 6;

/**
 * With it, the role that deploys may import resources (12, `--import-existing-resources`) and read the parameters that
 * the stacks name (20).
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html#bootstrap-template-history
 */
const WANTED_VERSION = 20;

const PAGE = 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html';

export const regionsBootstrapped: Check = {
  id: 'regions-bootstrapped',
  title: 'every Region of the site is bootstrapped for the CDK, recently enough',
  of: 'any site',
  permissions: [
    {
      action: 'ssm:GetParameter',
      resources: (site) =>
        regionsOf(site).map((region) => `arn:aws:ssm:${region}:${site.account}:parameter${VERSION_PARAMETER}`),
    },
  ],
  async examine({ aws, site }) {
    const findings = regionsOf(site).map(async (region) => {
      const asked = aws.ssm(region).send(new GetParameterCommand({ Name: VERSION_PARAMETER }));
      const found = await unlessAbsent(asked, 'ParameterNotFound');
      return findingsFor(found?.Parameter?.Value, region, site.account);
    });
    return (await Promise.all(findings)).flat();
  },
};

function findingsFor(version: string | undefined, region: string, account: string): Finding[] {
  const fix = `npx cdk bootstrap aws://${account}/${region}`;
  if (version === undefined) {
    const what = `${region} is not bootstrapped for the CDK`;
    const why = 'The deployment finds no bucket for its files there, and no role to deploy with.';
    return [{ severity: 'error', what, why, fix, page: PAGE }];
  }
  // what is no number is no version that the stacks could accept
  if (!(Number(version) >= DEMANDED_VERSION)) {
    const what = `${region} is bootstrapped at version ${version}, and the stacks demand ${DEMANDED_VERSION}`;
    return [{ severity: 'error', what, why: 'CloudFormation refuses the stacks there.', fix, page: PAGE }];
  }
  if (Number(version) < WANTED_VERSION) {
    const what = `${region} is bootstrapped at version ${version}, older than ${WANTED_VERSION}`;
    const why =
      'The role that deploys may lack permissions: to adopt buckets that are there already (since 12), or to read the ' +
      'parameter that every stack names (since 20).';
    return [{ severity: 'warning', what, why, fix, page: PAGE }];
  }
  return [];
}
