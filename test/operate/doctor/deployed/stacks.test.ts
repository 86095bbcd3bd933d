import { DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { differences } from '../../../../lib/operate/doctor/deployed/template-differences';
import type { AssemblySource, Template } from '../../../../lib/rules/assembly/assembly-source';
import { exampleSite } from '../../../helpers';
import { fixes, found } from './found';
import { awsError, healthySite, stack, stackNamed, TEMPLATE, type HealthySite } from './healthy-site';

let aws: HealthySite;

beforeEach(() => {
  aws = healthySite();
});

describe('stacks-whole', () => {
  test.each([
    ['REVIEW_IN_PROGRESS', 'error', /^npm run deploy, once what aws cloudformation describe-stack-events .* says/],
    ['ROLLBACK_COMPLETE', 'error', /it begins that stack again$/],
    ['CREATE_FAILED', 'error', /it begins that stack again$/],
    [
      'DELETE_IN_PROGRESS',
      'error',
      /^wait until it is gone \(aws .* --stack-name site-example-com-Website\), then npm run deploy$/,
    ],
    ['UPDATE_ROLLBACK_FAILED', 'error', /^npx cdk rollback 'example\.com\/Website', then npm run deploy$/],
    ['UPDATE_FAILED', 'error', /^npx cdk rollback/],
    ['UPDATE_IN_PROGRESS', 'warning', /^wait for it/],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'warning', /^wait for it/],
    ['UPDATE_ROLLBACK_COMPLETE', 'warning', /^npm run deploy, once what .* --stack-name site-example-com-Website says/],
    ['OF_TOMORROW', 'error', /^look at aws cloudformation describe-stack-events --region us-east-2/],
  ])('%s is found', async (status, severity, fix) => {
    aws.cloudFormation
      .on(DescribeStacksCommand, { StackName: stackNamed('Website') })
      .resolves({ Stacks: [stack('Website', status)] });
    const what = `the stack site-example-com-Website in us-east-2 is ${status}`;
    expect(await found('stacks-whole')).toEqual([`${severity}: ${what}`]);
    expect(await fixes('stacks-whole')).toEqual([expect.stringMatching(fix)]);
  });

  test.each(['CREATE_COMPLETE', 'IMPORT_COMPLETE'])('%s is fine', async (status) => {
    aws.cloudFormation
      .on(DescribeStacksCommand, { StackName: stackNamed('Website') })
      .resolves({ Stacks: [stack('Website', status)] });
    expect(await found('stacks-whole')).toEqual([]);
  });

  test.each([
    ['retain', "its buckets stay (removalPolicy: 'retain'), and the deployment adopts them"],
    ['destroy', "its buckets are emptied and deleted (removalPolicy: 'destroy')"],
  ] as const)('a deletion that failed is ended for that stack alone (%s)', async (removalPolicy, stays) => {
    aws.cloudFormation
      .on(DescribeStacksCommand, { StackName: stackNamed('Secondary') })
      .resolves({ Stacks: [stack('Secondary', 'DELETE_FAILED')] });
    const [fix = ''] = await fixes('stacks-whole', { site: exampleSite({ removalPolicy }) });
    expect(fix).toContain(`The other stacks stay; ${stays}.`);
    const named = '--region us-west-2 --stack-name site-example-com-Secondary';
    expect(fix.split('\n').slice(1)).toEqual([
      `aws cloudformation delete-stack ${named}`,
      `aws cloudformation wait stack-delete-complete ${named}`,
      'npm run deploy',
    ]);
    // it takes along the stacks that depend on this one
    expect(fix).not.toContain('cdk destroy');
  });

  test('a stack that is missing is found', async () => {
    aws.cloudFormation
      .on(DescribeStacksCommand, { StackName: stackNamed('Monitoring') })
      .rejects(awsError('ValidationError', 'Stack with id site-example-com-Monitoring does not exist'));
    expect(await found('stacks-whole')).toEqual([
      'error: the stack site-example-com-Monitoring is not there in us-east-1',
    ]);
  });
});

describe('stacks-in-sync', () => {
  const synthesizing = (template: Template) => () => {
    const source = { stackName: stackNamed('Website'), region: 'us-east-2', template };
    return Promise.resolve({ stacks: [source] } as unknown as AssemblySource);
  };
  const topic = (TopicName: string, Metadata?: Record<string, unknown>): Template => ({
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName }, ...(Metadata ? { Metadata } : {}) } },
  });

  test('a stack that is not what the code describes is found, with what differs', async () => {
    const others = { A: { Type: 'T' }, B: { Type: 'T' }, C: { Type: 'T' }, D: { Type: 'T' } };
    const synthesized = synthesizing({ Resources: { ...topic('two').Resources, ...others } });
    expect(await found('stacks-in-sync', { synthesized })).toEqual([
      'warning: the stack site-example-com-Website is not what the code describes: Topic, Secondary, A, B and 2 more',
    ]);
    expect(await fixes('stacks-in-sync', { synthesized })).toEqual(['npm run diff, then npm run deploy']);
  });

  test('files that changed are told from everything else', async () => {
    aws.cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify(topic('a'.repeat(64))) });
    const synthesized = synthesizing(topic('b'.repeat(64)));
    expect(await found('stacks-in-sync', { synthesized })).toEqual([
      'warning: files of the stack site-example-com-Website changed since its deployment, and nothing else did (Topic)',
    ]);
    expect(await fixes('stacks-in-sync', { synthesized })).toEqual(['npm run deploy']);
  });

  test('a template of somebody else is found', async () => {
    aws.cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: 'Resources:\n  Topic:\n' });
    expect(await found('stacks-in-sync', { synthesized: synthesizing(TEMPLATE) })).toEqual([
      'warning: the template of the stack site-example-com-Website is no JSON: something else than this app deployed it',
    ]);
  });

  test('it cannot be asked when nobody synthesized', async () => {
    await expect(found('stacks-in-sync')).rejects.toThrow('nobody synthesized what the code describes');
  });

  test.each([
    ['notes of the CLI', topic('one', { 'aws:cdk:path': 'a/b' }), topic('one')],
    [
      'telemetry',
      { ...topic('one'), Resources: { ...topic('one').Resources, M: { Type: 'AWS::CDK::Metadata' } } },
      topic('one'),
    ],
    ['characters that GetTemplate cannot tell', topic('??.html'), topic('größ'.slice(2) + '.html')],
  ])('%s are no difference', (_, deployed, synthesized) => {
    expect(differences({ ...deployed }, { ...synthesized }).changed).toEqual([]);
  });

  test.each([
    ['metadata of our own', topic('one', { ours: 1 }), topic('one'), ['Topic']],
    ['an output', { ...topic('one'), Outputs: { Url: { Value: 'a' } } }, topic('one'), ['Outputs.Url']],
    ['the description', { ...topic('one'), Description: 'a' }, topic('one'), ['Description']],
  ])('%s is a difference', (_, deployed, synthesized, changed) => {
    expect(differences({ ...deployed }, { ...synthesized })).toEqual({ changed, onlyAssets: false });
  });
});
