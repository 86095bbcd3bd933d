import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { policiesOf, roleOfArn } from '../iam/roles';
import type { Problem, Rule } from '../rule';
import { functionsByArn } from './deployments';
import { may, mayWriteLogs } from './permissions';
import { DEPLOYMENT, destinationOf } from './published';

const README = 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html';
const CUSTOM_RESOURCES = [DEPLOYMENT, 'Custom::S3AutoDeleteObjects'];

/** The CDK's function waits 13 minutes for an invalidation. */
const INVALIDATION_SECONDS = 780;

/** That the function behind a custom resource can do its work. */
export const contentFunctionRules: readonly Rule[] = [
  {
    id: 'deployments-are-permitted',
    severity: 'error',
    sentence:
      'The role of a deployment may read its sources, list, write and delete in its bucket, and invalidate, before it begins.',
    page: README,
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const role = roleOf(deployment, assembly);
      for (const [action, resource] of role ? needs(deployment, assembly) : []) {
        if (role && may(role, action, resource, assembly) === false) {
          yield {
            resource: role,
            wrong: `${deployment.path} needs ${action} on ${resource}, which its role may not`,
            write: `allow ${action} in a policy of the role`,
          };
        }
      }
      for (const policy of role ? policiesOf(role, assembly) : []) {
        if (!assembly.isCreatedAfter(deployment, policy)) {
          yield {
            wrong: `it may begin before ${policy.path} is there`,
            write: `make its function depend on ${policy.logicalId}`,
          };
        }
      }
    },
  },
  {
    id: 'custom-resource-functions-have-a-way-out',
    severity: 'warning',
    sentence: 'The function behind a custom resource writes logs, and reaches S3 and CloudFormation: it is in no VPC.',
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    types: CUSTOM_RESOURCES,
    *check(resource, assembly) {
      const fn = assembly.once(functionsByArn).get(resource.at('ServiceToken').text);
      const role = roleOf(resource, assembly);
      if (fn?.at('VpcConfig.SubnetIds').exists) {
        yield {
          resource: fn,
          at: fn.at('VpcConfig'),
          wrong: 'in a VPC it reaches neither S3 nor CloudFormation without a route of its own',
          write: 'remove VpcConfig',
        };
      }
      if (role && !mayWriteLogs(role, assembly)) {
        yield {
          resource: role,
          at: role.at('ManagedPolicyArns'),
          wrong: 'it may write no logs: nobody learns why a deployment failed',
          write: 'add the managed policy service-role/AWSLambdaBasicExecutionRole',
        };
      }
    },
  },
  {
    id: 'deployments-have-time-and-tools',
    severity: 'error',
    sentence:
      'The function that deploys content has the layer with the AWS CLI, Python, and time to wait for an invalidation.',
    page: README,
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const fn = assembly.once(functionsByArn).get(deployment.at('ServiceToken').text);
      if (fn) {
        yield* unequipped(fn, deployment);
      }
    },
  },
];

function* unequipped(fn: Resource, deployment: Resource): Generator<Problem> {
  const waits =
    deployment.at('DistributionId').exists && deployment.at('WaitForDistributionInvalidation').flag !== false;
  const least = waits ? INVALIDATION_SECONDS : 30;
  // Lambda's default
  const timeout = fn.at('Timeout').number ?? 3;
  if (timeout < least) {
    yield {
      resource: fn,
      at: fn.at('Timeout'),
      wrong: `${deployment.path} can take ${least} s and more, its function has ${timeout}`,
      write: 'set Timeout to 900',
    };
  }
  if (fn.at('Layers').list.length === 0) {
    yield { resource: fn, at: fn.at('Layers'), wrong: 'it has no layer, so no AWS CLI', write: 'add the layer' };
  }
  if (!(fn.at('Runtime').text ?? '').startsWith('python')) {
    yield { resource: fn, at: fn.at('Runtime'), wrong: 'its code is Python', write: 'set Runtime to python3.13' };
  }
}

function roleOf(resource: Resource, assembly: Assembly): Resource | undefined {
  const fn = assembly.once(functionsByArn).get(resource.at('ServiceToken').text);
  return roleOfArn(fn?.at('Role').text, assembly);
}

function* needs(deployment: Resource, assembly: Assembly): Generator<[string, string]> {
  const keys = deployment.at('SourceObjectKeys').texts;
  for (const [index, bucket] of deployment.at('SourceBucketNames').texts.entries()) {
    yield ['s3:GetObject', `arn:aws:s3:::${bucket}/${keys[index]}`];
  }
  const bucket = destinationOf(deployment, assembly);
  if (bucket) {
    const arn = bucket.attribute('Arn');
    yield ['s3:ListBucket', arn];
    yield ['s3:PutObject', `${arn}/index.html`];
    yield* deployment.at('Prune').flag === false
      ? []
      : ([['s3:DeleteObject', `${arn}/index.html`]] as [string, string][]);
  }
  const distribution = assembly.find('AWS::CloudFront::Distribution', deployment.at('DistributionId').text);
  if (distribution) {
    const arn = `arn:aws:cloudfront::${distribution.stack.account}:distribution/${distribution.ref}`;
    yield ['cloudfront:CreateInvalidation', arn];
    yield* deployment.at('WaitForDistributionInvalidation').flag === false
      ? []
      : ([['cloudfront:GetInvalidation', arn]] as [string, string][]);
  }
}
