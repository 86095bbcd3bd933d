import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetFunctionConfigurationCommand, type GetFunctionConfigurationCommandOutput } from '@aws-sdk/client-lambda';
import { stackName } from '../../../config/names';
import { unlessAbsent } from '../asking';
import type { Check, Examination, Finding, Permission } from '../check';
import { revertDrift } from './commands';
import { ofStacks } from './permissions';
import { resourcesOf } from './stack-resources';

const STATES = 'https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html';
const CONCURRENCY = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html';

/** How far back throttling counts, in milliseconds. */
const A_DAY = 24 * 60 * 60 * 1000;

/** CloudFormation cuts a stack's name where it makes the name of a function of it. */
const NAME_PART = 20;

/** Where there is a function. */
const whereThere =
  (resources: Permission['resources']): Permission['resources'] =>
  (site) =>
    site.mode.hasHttpsEndpoint ? resources(site) : [];

export const endpointFunctionWorks: Check = {
  id: 'endpoint-function-works',
  title: 'the function behind the HTTPS endpoint is active, and nobody was refused by it for want of concurrency',
  of: 'a deployed site',
  permissions: [
    ofStacks('cloudformation:DescribeStacks', 'Secondary'),
    ofStacks('cloudformation:ListStackResources', 'Secondary'),
    {
      action: 'lambda:GetFunctionConfiguration',
      resources: whereThere((site) => [
        `arn:aws:lambda:${site.secondaryRegion}:${site.account}:function:${stackName(site, 'Secondary').slice(0, NAME_PART)}*`,
      ]),
    },
    { action: 'cloudwatch:GetMetricStatistics', resources: whereThere(() => ['*']) },
  ],
  needless: ({ mode }) => (mode.hasHttpsEndpoint ? undefined : 'the site has no HTTPS endpoint'),
  async examine(examination) {
    const { site } = examination;
    const resources = await resourcesOf(examination, 'Secondary');
    // `SecondaryStack` calls it so; another may empty buckets
    const name = resources.find(({ type, logicalId }) => type === FUNCTION && logicalId.startsWith('Function'))?.id;
    if (name === undefined) {
      return [error(`the stack ${stackName(site, 'Secondary')} has no function`, revertDrift(site, 'Secondary'))];
    }
    const asked = examination.aws.lambda(site.secondaryRegion);
    const found = await unlessAbsent(
      asked.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
      'ResourceNotFoundException',
    );
    return found
      ? [...states(examination, name, found), ...(await throttles(examination, name))]
      : [error(`the function ${name} is not there`, revertDrift(site, 'Secondary'))];
  },
};

const FUNCTION = 'AWS::Lambda::Function';

function error(what: string, fix: string): Finding {
  return {
    severity: 'error',
    what,
    why: 'visitors get errors when DNS sends them to the secondary',
    fix,
    page: STATES,
  };
}

function states(
  { site }: Examination,
  name: string,
  { State, StateReason, LastUpdateStatus, LastUpdateStatusReason }: GetFunctionConfigurationCommandOutput,
): Finding[] {
  const fix = `npm run deploy; when that changes nothing, ${revertDrift(site, 'Secondary')}`;
  const because = (reason: string | undefined) => (reason === undefined ? '' : `: ${reason}`);
  return [
    ...(State === 'Active' ? [] : [error(`the function ${name} is ${State}${because(StateReason)}`, fix)]),
    ...(LastUpdateStatus === 'Failed'
      ? [error(`the last update of the function ${name} failed${because(LastUpdateStatusReason)}`, fix)]
      : []),
  ];
}

async function throttles({ aws, site, now }: Examination, name: string): Promise<Finding[]> {
  const asked = new GetMetricStatisticsCommand({
    Namespace: 'AWS/Lambda',
    MetricName: 'Throttles',
    Dimensions: [{ Name: 'FunctionName', Value: name }],
    StartTime: new Date(now().getTime() - A_DAY),
    EndTime: now(),
    Period: A_DAY / 1000,
    Statistics: ['Sum'],
  });
  const { Datapoints = [] } = await aws.cloudWatch(site.secondaryRegion).send(asked);
  const sum = Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0);
  return sum === 0
    ? []
    : [
        {
          severity: 'warning',
          what: `the function ${name} was throttled ${sum} times within a day`,
          why: 'so many requests found no free concurrency, and their visitors got an error',
          fix: 'ask for more: the check lambda-quota says how; other functions of the account use the same',
          page: CONCURRENCY,
        },
      ];
}
