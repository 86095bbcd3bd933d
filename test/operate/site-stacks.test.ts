import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { Aws } from '../../lib/operate/aws';
import { readStack, stacksOf } from '../../lib/operate/site-stacks';
import { exampleSite, synthesize, unvalidatedApp } from '../helpers';
import type { Stack } from 'aws-cdk-lib';

const cloudFormation = mockClient(CloudFormationClient);

beforeEach(() => cloudFormation.reset());

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

test.each([
  ['all four', {}],
  ['no certificate of its own', { certificateArn: CERTIFICATE }],
])('the stacks of a site are those that are synthesized, each in its Region: %s', (_, settings) => {
  const { site, construct } = synthesize(settings, unvalidatedApp());
  const synthesized = (construct.node.children as Stack[]).map(({ stackName, region, node }) => {
    return { role: node.id, name: stackName, region };
  });
  expect(stacksOf(site)).toEqual(synthesized);
});

test('a stack is read with its outputs', async () => {
  const name = 'site-example-com-Website';
  cloudFormation.on(DescribeStacksCommand, { StackName: name }).resolves({
    Stacks: [
      {
        StackName: name,
        CreationTime: new Date(),
        StackStatus: 'UPDATE_COMPLETE',
        Outputs: [{ OutputKey: 'DistributionId', OutputValue: 'E1' }],
      },
    ],
  });
  expect(await readStack(new Aws(), exampleSite(), 'Website')).toEqual({
    role: 'Website',
    name,
    region: 'us-east-2',
    status: 'UPDATE_COMPLETE',
    outputs: { DistributionId: 'E1' },
  });
});

test('a stack that was never deployed is none', async () => {
  const missing = Object.assign(new Error('Stack with id site-example-com-Website does not exist'), {
    name: 'ValidationError',
  });
  cloudFormation.on(DescribeStacksCommand).rejects(missing);
  expect(await readStack(new Aws(), exampleSite(), 'Website')).toBeUndefined();
});

test('another error is passed on', async () => {
  cloudFormation.on(DescribeStacksCommand).rejects(Object.assign(new Error('slow down'), { name: 'Throttling' }));
  await expect(readStack(new Aws(), exampleSite(), 'Website')).rejects.toThrow('slow down');
});
