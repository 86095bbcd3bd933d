import { isCommercialRegion } from '../../config/regions';
import type { Assembly } from '../assembly/assembly';
import type { Stack } from '../assembly/stack';
import type { Rule } from '../rule';
import { groupBy } from '../site';

/** That stacks are where they can be judged, and deployed. */
export const stackRules: readonly Rule[] = [
  {
    id: 'stack-names-are-valid',
    severity: 'error',
    sentence:
      'A stack name begins with a letter, has 128 letters, digits and hyphens at most, and is unique in its account and Region.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stack.html',
    *checkStack(stack, assembly) {
      const [first] = assembly.once(stacksByPlace).get(placeOf(stack)) ?? [];
      if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stack.stackName)) {
        yield {
          wrong: `CloudFormation takes no stack name like ${stack.stackName}`,
          write: 'begin it with a letter, use only letters, digits and hyphens, 128 at most',
        };
      }
      if (first !== stack) {
        yield {
          wrong: `${first?.path} is called ${stack.stackName} in the same Region, too`,
          write: 'give one of the stacks another name',
        };
      }
    },
  },
  {
    id: 'stacks-have-an-environment',
    severity: 'error',
    sentence: 'Every stack says its account and its Region: what a site needs in which Region is judged by them.',
    page: 'https://docs.aws.amazon.com/cdk/v2/guide/environments.html',
    *checkStack({ path, source }) {
      const missing = [...(source.account ? [] : ['account']), ...(source.region ? [] : ['Region'])];
      if (missing.length > 0) {
        yield {
          wrong: `${path} has no ${missing.join(' and no ')}`,
          write: "give the stack `env: { account: '<12 digits>', region: '<Region>' }`",
        };
      }
      if (source.account && !/^\d{12}$/.test(source.account)) {
        yield { wrong: `${source.account} is no account`, write: 'give the 12 digits of the account' };
      }
    },
  },
  {
    id: 'regions-are-commercial',
    severity: 'error',
    sentence:
      'Stacks are deployed to Regions of the commercial partition: CloudFront, health checks and replication meet there only.',
    page: 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html',
    *checkStack({ source, path }) {
      if (source.region !== undefined && !isCommercialRegion(source.region)) {
        yield {
          wrong: `${path} is deployed to ${source.region}, which is no Region of the commercial partition`,
          write: 'name a Region like us-east-2',
        };
      }
    },
  },
  {
    id: 'stacks-share-an-account',
    severity: 'error',
    sentence: 'Stacks that depend on one another are in one account: buckets, topics and outputs are found there.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html',
    *checkStack({ source, path }, assembly) {
      for (const dependency of source.dependencies) {
        const account = assembly.once(accountsByPath).get(dependency);
        if (source.account && account && source.account !== account) {
          yield {
            wrong: `${path} is in the account ${source.account}, but ${dependency} in ${account}`,
            write: 'deploy both to one account',
          };
        }
      }
    },
  },
];

function placeOf({ source, stackName }: Stack): string {
  return [source.account, source.region, stackName].join('/');
}

function stacksByPlace({ stacks }: Assembly): Map<string, Stack[]> {
  return groupBy(stacks, placeOf);
}

function accountsByPath({ stacks }: Assembly): Map<string, string | undefined> {
  return new Map(stacks.map(({ path, source }) => [path, source.account]));
}
