import type { AssemblySource } from '../../lib/rules/assembly/assembly-source';
import { judge } from '../../lib/rules/judge';
import type { Rule } from '../../lib/rules/rule';
import { smallApp, smallStack } from './small-app';

const rule: Rule = {
  id: 'buckets-have-names',
  severity: 'warning',
  sentence: 'Every bucket has a name.',
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  types: ['AWS::S3::Bucket'],
  *check(bucket) {
    if (bucket.at('BucketName').text === undefined) {
      yield { at: bucket.at('BucketName'), wrong: 'the bucket has no name', write: 'set BucketName' };
    }
  },
};

function app(properties: object, more: Partial<AssemblySource> = {}) {
  const Resources = {
    A: { Type: 'AWS::S3::Bucket', Properties: properties },
    B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b' } },
  };
  const stack = smallStack(
    'Main',
    { Resources, Parameters: { Name: {} } },
    { createdAt: new Map([['A', '/src/a.ts:3:7']]) },
  );
  return smallApp([stack], more);
}

test('a finding says what is wrong, where, and what to write instead', () => {
  expect(judge(app({}), [rule])).toEqual({
    findings: [
      {
        id: 'buckets-have-names',
        acknowledgeAs: 'failover::buckets-have-names',
        severity: 'warning',
        message: 'the bucket has no name',
        fix: 'set BucketName',
        page: rule.page,
        path: 'app/Main/A',
        place: 'Properties.BucketName',
        templateFile: 'Main.template.json',
        logicalId: 'A',
        createdAt: '/src/a.ts:3:7',
      },
    ],
    acknowledged: [],
    unjudged: [],
  });
});

test('a finding names what gets its name only when deployed by its construct path', () => {
  const naming: Rule = {
    ...rule,
    *check(bucket) {
      yield { wrong: `${bucket.ref} is wrong`, write: `write another ARN than ${bucket.attribute('Arn')}` };
    },
  };
  expect(judge(app({}), [naming]).findings[0]).toMatchObject({
    message: '<app/Main/A> is wrong',
    fix: 'write another ARN than arn:aws:s3:::<app/Main/A>',
  });
});

test('an acknowledgement that names no rule is found', () => {
  const acknowledgements = [
    { path: 'app/Main/A', id: 'failover::buckets-have-name', reason: 'a slip of the pen' },
    { path: 'app/Main', id: 'AwsSolutions::S1', reason: "another plugin's" },
  ];
  expect(judge(app({ BucketName: 'a' }, { acknowledgements }), [rule]).findings).toMatchObject([
    { id: 'acknowledgements-name-a-rule', path: 'app/Main/A', severity: 'warning', templateFile: 'Main.template.json' },
  ]);
});

test('what two rules of one name find twice is found once', () => {
  expect(judge(app({}), [rule, rule]).findings).toHaveLength(1);
});

test('a value that nobody knows is neither right nor wrong', () => {
  expect(judge(app({ BucketName: { Ref: 'Name' } }), [rule])).toEqual({
    findings: [],
    acknowledged: [],
    unjudged: [
      {
        id: 'buckets-have-names',
        path: 'app/Main/A',
        why: 'Properties.BucketName is the parameter Name of app/Main',
      },
    ],
  });
});

test('a value of another type is an error, whatever the severity of the rule', () => {
  const { findings } = judge(app({ BucketName: ['a'] }), [rule]);
  expect(findings).toMatchObject([
    {
      id: 'readable-properties',
      severity: 'error',
      message: 'Properties.BucketName must be text, got: ["a"]',
      path: 'app/Main/A',
    },
  ]);
});

test('a rule that fails is not passed over', () => {
  const failing: Rule = {
    ...rule,
    check() {
      throw new RangeError('no such index');
    },
  };
  expect(() => judge(app({}), [failing])).toThrow('the rule buckets-have-names failed on app/Main/A');
});

test('a rule about stacks is asked of each', () => {
  const { id, severity, sentence, page } = rule;
  const ofStacks: Rule = {
    id,
    severity,
    sentence,
    page,
    *checkStack(stack) {
      yield { wrong: `${stack.stackName} is there`, write: 'remove it' };
    },
  };
  expect(judge(app({}), [ofStacks]).findings).toMatchObject([{ path: 'app/Main', message: 'app-Main is there' }]);
});

describe('an acknowledgement', () => {
  const id = 'failover::buckets-have-names';
  test.each([
    ['at the construct', 'app/Main/A', id, 1],
    ['above it', 'app', id, 1],
    ['beside it, of a name that begins like it', 'app/Mai', id, 0],
    ['below it', 'app/Main/A/Resource', id, 0],
    ['of another rule', 'app/Main/A', 'failover::buckets', 0],
    ['of another plugin', 'app/Main/A', 'other::buckets-have-names', 0],
  ])('%s', (_, path, acknowledged, count) => {
    const reason = 'it is a trial';
    const judgement = judge(app({}, { acknowledgements: [{ path, id: acknowledged, reason }] }), [rule]);
    expect(judgement.acknowledged.map((finding) => finding.reason)).toEqual(Array(count).fill(reason));
    expect(judgement.findings.filter((finding) => finding.id === rule.id)).toHaveLength(1 - count);
  });
});
