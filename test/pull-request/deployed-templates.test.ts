import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { Aws } from '../../lib/operate/aws';
import { deployedTemplates } from '../../lib/pull-request/deployed-templates';
import type { StackTemplate } from '../../lib/pull-request/stack-template';

const cloudFormation = mockClient(CloudFormationClient);
const sts = mockClient(STSClient);

beforeEach(() => {
  cloudFormation.reset();
  sts.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: '123456789012' });
});

function stack(stackName: string, account = '123456789012'): StackTemplate {
  return { path: stackName, stackName, account, region: 'us-east-2', template: {} };
}

function errorOf(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

test('each stack is what CloudFormation has of it, and a stack that is not there is not there', async () => {
  cloudFormation
    .on(GetTemplateCommand, { StackName: 'Deployed', TemplateStage: 'Original' })
    .resolves({ TemplateBody: '{"Resources":{}}' })
    .on(GetTemplateCommand, { StackName: 'New' })
    .rejects(errorOf('ValidationError', 'Stack with id New does not exist'));
  expect(await deployedTemplates(new Aws(), [stack('Deployed'), stack('New')])).toEqual([
    { Resources: {} },
    'not there',
  ]);
});

test('what is in another account, or is no JSON, is not known', async () => {
  cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: 'Resources: {}' });
  expect(await deployedTemplates(new Aws(), [stack('Yaml'), stack('Elsewhere', '210987654321')])).toEqual([
    'unknown',
    'unknown',
  ]);
  expect(cloudFormation.commandCalls(GetTemplateCommand)).toHaveLength(1);
});

test('credentials of none of the accounts are refused, before any stack is said to be new', async () => {
  await expect(deployedTemplates(new Aws(), [stack('Elsewhere', '210987654321')])).rejects.toThrow(
    new Error('the credentials must be of the account 210987654321, got: 123456789012'),
  );
  expect(cloudFormation.calls()).toHaveLength(0);
});

test('another error of CloudFormation is no new stack', async () => {
  const denied = errorOf('AccessDenied', 'not authorized to perform: cloudformation:GetTemplate');
  cloudFormation.on(GetTemplateCommand).rejects(denied);
  await expect(deployedTemplates(new Aws(), [stack('Deployed')])).rejects.toThrow(denied);
});
