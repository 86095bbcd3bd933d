import type { Site } from '../../../site-config';
import { stacksOf, type DeployedStack } from '../../site-stacks';
import type { Check, Finding } from '../check';
import { ofStacks } from './permissions';

const STATES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html';

/** Deployments begun and ended well. */
const WHOLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'];

type Ailment = Pick<Finding, 'severity' | 'why'> & {
  readonly of: RegExp;
  readonly fix: (stack: DeployedStack, site: Site) => string;
};

const DEPLOY = 'npm run deploy';

/**
 * What a state means, the first that fits. Whether somebody changed a resource by hand is not asked of CloudFormation:
 * its detection of drift writes, takes minutes, and other checks look at what a failover rests on.
 */
const AILMENTS: readonly Ailment[] = [
  {
    of: /^(REVIEW_IN_PROGRESS|CREATE_FAILED|ROLLBACK_COMPLETE|ROLLBACK_FAILED)$/,
    severity: 'error',
    why: 'its first deployment failed, or never began: it holds nothing that works',
    fix: (stack) => `${DEPLOY}, once what ${events(stack)} says is mended; it begins that stack again`,
  },
  {
    of: /^DELETE_IN_PROGRESS$/,
    severity: 'error',
    why: 'it is being deleted, and what is left of it does not work together',
    fix: (stack) => `wait until it is gone (${events(stack)}), then ${DEPLOY}`,
  },
  {
    of: /^DELETE_FAILED$/,
    severity: 'error',
    why: 'its deletion stopped half-way, and what is left of it does not work together',
    fix: deletionEnded,
  },
  {
    of: /^(UPDATE_FAILED|UPDATE_ROLLBACK_FAILED|IMPORT_ROLLBACK_FAILED)$/,
    severity: 'error',
    why: 'a deployment stopped half-way: some resources are new and some are old, and no other deployment is taken',
    fix: ({ role }, { domainName }) => `npx cdk rollback '${domainName}/${role}', then ${DEPLOY}`,
  },
  {
    of: /_IN_PROGRESS$/,
    severity: 'warning',
    why: 'a deployment is under way: what other checks see is about to change',
    fix: (stack) => `wait for it (${events(stack)}), then look again`,
  },
  {
    of: /ROLLBACK_COMPLETE$/,
    severity: 'warning',
    why: 'the last deployment failed and was taken back: the site is that of the deployment before',
    fix: (stack) => `${DEPLOY}, once what ${events(stack)} says is mended`,
  },
  {
    of: /./,
    severity: 'error',
    why: 'it is in no state that a deployment ends with',
    fix: (stack) => `look at ${events(stack)}`,
  },
];

export const stacksWhole: Check = {
  id: 'stacks-whole',
  title: 'every stack of the site is there, and its last deployment ended well',
  of: 'a deployed site',
  permissions: [ofStacks('cloudformation:DescribeStacks')],
  async examine(examination) {
    const { site } = examination;
    const looked = stacksOf(site).map(async (expected): Promise<Finding[]> => {
      const found = await examination.stack(expected.role);
      return found ? ailing(site, found) : [missing(expected)];
    });
    return (await Promise.all(looked)).flat();
  },
};

function missing({ name, region }: { name: string; region: string }): Finding {
  return {
    severity: 'error',
    what: `the stack ${name} is not there in ${region}`,
    why: 'what it holds is missing: the site is half of itself',
    fix: DEPLOY,
    page: STATES,
  };
}

function ailing(site: Site, stack: DeployedStack): Finding[] {
  const ailment = WHOLE.includes(stack.status) ? undefined : AILMENTS.find(({ of }) => of.test(stack.status));
  return ailment
    ? [
        {
          severity: ailment.severity,
          what: `the stack ${stack.name} in ${stack.region} is ${stack.status}`,
          why: ailment.why,
          fix: ailment.fix(stack, site),
          page: STATES,
        },
      ]
    : [];
}

/**
 * Deletes what is left of that stack alone: `cdk destroy` takes along every stack that depends on it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
 */
function deletionEnded(stack: DeployedStack, { removalPolicy }: Site): string {
  const { name, region } = stack;
  const buckets =
    removalPolicy === 'destroy'
      ? "its buckets are emptied and deleted (removalPolicy: 'destroy')"
      : "its buckets stay (removalPolicy: 'retain'), and the deployment adopts them";
  return (
    `mend what ${events(stack)} says, then end the deletion and deploy. The other stacks stay; ${buckets}. What cannot be ` +
    'deleted at all is left behind by --retain-resources with its logical id:\n' +
    `aws cloudformation delete-stack --region ${region} --stack-name ${name}\n` +
    `aws cloudformation wait stack-delete-complete --region ${region} --stack-name ${name}\n${DEPLOY}`
  );
}

function events({ name, region }: DeployedStack): string {
  return `aws cloudformation describe-stack-events --region ${region} --stack-name ${name}`;
}
