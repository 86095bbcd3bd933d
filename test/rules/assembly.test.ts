import type { ResourceSource, Template } from '../../lib/rules/assembly/assembly-source';
import { MisshapenValue, UnknownValue, type Value } from '../../lib/rules/assembly/value';
import { smallApp, smallStack } from './small-app';

const bucket = (BucketName?: unknown): ResourceSource => ({
  Type: 'AWS::S3::Bucket',
  Properties: BucketName === undefined ? {} : { BucketName },
});

/** A property with this value, in a stack with a named bucket, one without a name and a parameter. */
function valueOf(node: unknown, template: Template = {}): Value {
  const stack = smallStack('Main', {
    Parameters: { Size: { Type: 'Number', Default: 3 } },
    ...template,
    Resources: {
      Named: bucket('a.bucket'),
      Unnamed: bucket(),
      Check: { Type: 'AWS::Route53::HealthCheck' },
      Reader: { Type: 'Custom::CrossRegionExportReader' },
      Subject: { Type: 'Test::Subject', Properties: { Value: node } },
      ...template.Resources,
    },
  });
  const other = smallStack(
    'Other',
    {
      Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
      Outputs: { Id: { Value: { Ref: 'Topic' } }, Shared: { Value: 'shared', Export: { Name: 'app-shared' } } },
    },
    { region: 'us-east-1' },
  );
  const twin = smallStack('Twin', {
    Resources: {},
    Outputs: { Local: { Value: 'local', Export: { Name: { 'Fn::Sub': 'app-${AWS::Region}' } } } },
  });
  const [subject] = smallApp([stack, other, twin]).all('Test::Subject');
  return (subject ?? fail('no subject')).at('Value');
}

function fail(message: string): never {
  throw new Error(message);
}

describe('a value is resolved', () => {
  test.each<[string, unknown, string | undefined]>([
    ['text', 'plain', 'plain'],
    ['a number', 30, '30'],
    ['the name of a resource', { Ref: 'Named' }, 'a.bucket'],
    ['an id that only a deployment gives, the same everywhere', { Ref: 'Check' }, '${app/main.check}'],
    ['an attribute', { 'Fn::GetAtt': ['Named', 'Arn'] }, 'arn:aws:s3:::a.bucket'],
    [
      'an attribute in its short form',
      { 'Fn::GetAtt': 'Named.RegionalDomainName' },
      'a.bucket.s3.us-east-2.amazonaws.com',
    ],
    ['an attribute that only a deployment gives', { 'Fn::GetAtt': ['Check', 'Odd'] }, '${app/main.check.odd}'],
    [
      'pseudo parameters',
      { 'Fn::Join': ['/', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }]] },
      'us-east-2/123456789012',
    ],
    ['what is there no longer', { Ref: 'AWS::NoValue' }, undefined],
    ['null', null, undefined],
    ['a substitution', { 'Fn::Sub': '${Named}/${Named.Arn}/${!kept}' }, 'a.bucket/arn:aws:s3:::a.bucket/${kept}'],
    ['a substitution with variables', { 'Fn::Sub': ['${x}-$1', { x: { Ref: 'Named' } }] }, 'a.bucket-$1'],
    ['a part', { 'Fn::Select': [1, { 'Fn::Split': ['.', { Ref: 'Named' }] }] }, 'bucket'],
    [
      "another stack's output",
      { 'Fn::GetStackOutput': { StackName: 'app-Other', Region: 'us-east-1', OutputName: 'Id' } },
      'arn:aws:sns:us-east-1:123456789012:${app/other.topic}',
    ],
    ['an export of the same Region', { 'Fn::ImportValue': 'app-us-east-2' }, 'local'],
  ])('%s', (_, node, text) => {
    expect(valueOf(node).text).toBe(text);
  });
});

test.each<[string, unknown, string | undefined]>([
  ['one that holds', { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '123456789012'] }, 'a.bucket'],
  ['one that does not', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }, undefined],
  ['one of others', { 'Fn::And': [{ Condition: 'Always' }, { 'Fn::Not': [{ Condition: 'Always' }] }] }, undefined],
  ['one that parameters cannot change', { 'Fn::Or': [{ Condition: 'Small' }, { Condition: 'Always' }] }, 'a.bucket'],
])('a choice by a condition: %s', (_, Choice, text) => {
  const Always = { 'Fn::Equals': ['a', 'a'] };
  const Conditions = { Choice, Always, Small: { 'Fn::Equals': [{ Ref: 'Size' }, 1] } };
  const node = { 'Fn::If': ['Choice', { Ref: 'Named' }, { Ref: 'AWS::NoValue' }] };
  expect(valueOf(node, { Conditions }).text).toBe(text);
});

describe('a value is unknown, and says why', () => {
  test.each<[unknown, string]>([
    [{ Ref: 'Size' }, 'the parameter Size of app/Main'],
    [{ Ref: 'Gone' }, 'of Gone, which is not in app/Main'],
    [{ 'Fn::GetAtt': ['Gone', 'Arn'] }, 'of Gone, which is not in app/Main'],
    [{ 'Fn::If': ['Condition', 1, 2] }, 'what the condition Condition decides'],
    [{ 'Fn::Cidr': ['10.0.0.0/24', 1, 8] }, 'what Fn::Cidr gives'],
    [{ 'Fn::Join': ['', ['a', { Ref: 'Size' }]] }, 'the parameter Size of app/Main'],
    [{ 'Fn::Sub': 'a${Size}' }, 'the parameter Size of app/Main'],
    [{ Ref: 'AWS::StackId' }, 'AWS::StackId of app/Main'],
    [{ 'Fn::GetAtt': ['Reader', 'Value'] }, 'what the custom resource app/Main/Reader gives'],
    ['{{resolve:ssm:/x}}', 'the dynamic reference {{resolve:ssm:/x}}'],
    [{ 'Fn::ImportValue': 'app-shared' }, 'the export app-shared, which this app has not'],
    [
      { 'Fn::GetStackOutput': { StackName: 'app-Other', OutputName: 'Id' } },
      'the output Id of the stack app-Other, which this app has not',
    ],
  ])('%j', (node, why) => {
    const value = valueOf(node);
    expect(() => value.text).toThrow(new UnknownValue(`Properties.Value is ${why}`));
    expect(() => value.exists).toThrow(UnknownValue);
    expect(() => value.at('Below')).toThrow(UnknownValue);
  });

  test('in a stack that may be deployed to any Region', () => {
    const stack = smallStack('Main', { Resources: { A: bucket({ Ref: 'AWS::Region' }) } }, { region: undefined });
    const [only] = smallApp([stack]).all('AWS::S3::Bucket');
    expect(() => only?.at('BucketName').text).toThrow('Properties.BucketName is the Region of app/Main');
  });
});

describe('a value of another type than documented', () => {
  test.each<[unknown, 'text' | 'number' | 'flag' | 'entries']>([
    [{ A: 1 }, 'text'],
    [[1], 'text'],
    ['many', 'number'],
    ['', 'number'],
    ['yes', 'flag'],
    ['text', 'entries'],
    [{ 'Fn::Join': 'a' }, 'text'],
    [{ Ref: 'Round' }, 'text'],
  ])('%j is no %s', (node, property) => {
    const round = { Resources: { Round: bucket({ Ref: 'Round' }) } };
    expect(() => valueOf(node, round)[property]).toThrow(MisshapenValue);
  });

  test('numbers and flags may be text', () => {
    expect([valueOf('30').number, valueOf('true').flag, valueOf('false').flag]).toEqual([30, true, false]);
  });
});

test('a place that is not there can be asked for what is below, and says where it would be', () => {
  const value = valueOf({ A: { B: 1 } }).at('A.C.D');
  expect([value.exists, value.text, value.list, value.entries, value.place]).toEqual([
    false,
    undefined,
    [],
    [],
    'Properties.Value.A.C.D',
  ]);
});

test('a list has no element for what is there no longer, and one value is a list of one', () => {
  expect(valueOf(['a', { Ref: 'AWS::NoValue' }, 'c']).list.map(({ place }) => place)).toEqual([
    'Properties.Value.0',
    'Properties.Value.2',
  ]);
  expect(valueOf('a').texts).toEqual(['a']);
});

describe('the app', () => {
  test('finds a resource by its name or by what stands for its id', () => {
    const app = smallApp([smallStack('Main', { Resources: { Named: bucket('a.bucket'), Unnamed: bucket() } })]);
    expect(app.find('AWS::S3::Bucket', 'a.bucket')?.logicalId).toBe('Named');
    expect(app.find('AWS::S3::Bucket', '${app/main.unnamed}')?.logicalId).toBe('Unnamed');
    expect(app.find('AWS::S3::Bucket', 'another')).toBeUndefined();
    expect(app.find('AWS::S3::Bucket', undefined)).toBeUndefined();
  });

  test('does not say that there is none while it does not know the name of one', () => {
    const app = smallApp([
      smallStack('Main', { Parameters: { Name: {} }, Resources: { A: bucket('a'), B: bucket({ Ref: 'Name' }) } }),
    ]);
    expect(app.find('AWS::S3::Bucket', 'a')?.logicalId).toBe('A');
    expect(() => app.find('AWS::S3::Bucket', 'b')).toThrow(UnknownValue);
  });

  test('knows what is created after what: by DependsOn, by reference, and by the order of stacks', () => {
    const resources: Record<string, ResourceSource> = {
      First: bucket('first'),
      Second: { ...bucket(), DependsOn: 'First' },
      Third: bucket({ 'Fn::Sub': 'x-${Second}' }),
      Alone: bucket('alone'),
    };
    const app = smallApp([
      smallStack('One', { Resources: resources }),
      smallStack('Two', { Resources: {} }, { dependencies: ['app/One'] }),
      smallStack('Three', { Resources: { Last: bucket('last') } }, { dependencies: ['app/Two'] }),
    ]);
    const [first, second, third, alone, last] = app.all('AWS::S3::Bucket');
    if (!first || !second || !third || !alone || !last) {
      throw new Error('a bucket is missing');
    }
    expect(app.isCreatedAfter(second, first)).toBe(true);
    expect(app.isCreatedAfter(third, first)).toBe(true);
    expect(app.isCreatedAfter(last, first)).toBe(true);
    expect(app.isCreatedAfter(first, second)).toBe(false);
    expect(app.isCreatedAfter(alone, first)).toBe(false);
    expect(app.isCreatedAfter(first, last)).toBe(false);
  });

  test('takes stacks that wait for each other', () => {
    const app = smallApp([
      smallStack('One', { Resources: { A: bucket('a') } }, { dependencies: ['app/Two'] }),
      smallStack('Two', { Resources: { B: bucket('b') } }, { dependencies: ['app/One'] }),
      smallStack('Three', { Resources: { C: bucket('c') } }),
    ]);
    const [a, b, c] = app.all('AWS::S3::Bucket');
    if (!a || !b || !c) {
      throw new Error('a bucket is missing');
    }
    expect([app.isCreatedAfter(a, b), app.isCreatedAfter(b, a), app.isCreatedAfter(a, c)]).toEqual([true, true, false]);
  });
});
