import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Aws } from '../../../lib/operate/aws';
import { ACCOUNT_CHECK } from '../../../lib/operate/doctor/account/account';
import { ALL_CHECKS } from '../../../lib/operate/doctor/all-checks';
import type { Check, Examination } from '../../../lib/operate/doctor/check';
import { doctor, type Result } from '../../../lib/operate/doctor/doctor';
import { examinationOf } from '../../../lib/operate/doctor/examination';
import { exampleSite } from '../../helpers';
import { CERTIFICATE, CLIENTS, cloudFormation, internet, makeDeployed, makeReady, refusal, sts } from './ready';

beforeEach(makeReady);

const site = exampleSite({ certificateArn: CERTIFICATE });

function run(checks: readonly Check[], examined: Partial<Examination> = {}): Promise<Result[]> {
  const signal = new AbortController().signal;
  return doctor(
    examinationOf({
      site,
      aws: new Aws(),
      network: internet(),
      signal,
      now: () => new Date('2026-11-25'),
      ...examined,
    }),
    { checks },
  );
}

const outcomes = (results: readonly Result[]) =>
  Object.fromEntries(results.map(({ check, outcome }) => [check.id, outcome]));

function check(id: string, settings: Partial<Check> = {}): Check {
  return { id, title: id, of: 'any site', permissions: [], examine: () => Promise.resolve([]), ...settings };
}

const failing = (error: Error) => () => Promise.reject(error);

test('a site that is ready to be deployed has nothing wrong, and its account comes first', async () => {
  const results = await run(ALL_CHECKS);
  expect(results[0]?.check).toBe(ACCOUNT_CHECK);
  expect(results).toHaveLength(ALL_CHECKS.length);
  for (const { check: one, outcome } of results) {
    const expected = one.needless?.(site) ? 'needless' : one.of === 'any site' ? 'passed' : 'not deployed';
    expect(`${one.id}: ${outcome.outcome}`).toBe(`${one.id}: ${expected}`);
  }
});

test('what throws is not asked, and stops none of the others', async () => {
  const finding = { severity: 'error' as const, what: 'broken', why: 'so', fix: 'mend it' };
  const results = await run([
    check('throws', { examine: failing(new TypeError('oops')) }),
    check('times-out', { examine: failing(Object.assign(new Error('queryNs ETIMEOUT'), { code: 'ETIMEOUT' })) }),
    check('throttled', { examine: failing(refusal('ThrottlingException', 400, 'Rate exceeded')) }),
    check('fails', { examine: () => Promise.resolve([finding]) }),
    check('passes'),
  ]);
  expect(outcomes(results)).toEqual({
    account: { outcome: 'passed' },
    throws: { outcome: 'not asked', why: 'TypeError: oops' },
    'times-out': { outcome: 'not asked', why: 'ETIMEOUT: queryNs ETIMEOUT' },
    throttled: { outcome: 'not asked', why: 'ThrottlingException: Rate exceeded' },
    fails: { outcome: 'failed', findings: [finding] },
    passes: { outcome: 'passed' },
  });
});

test.each<[string, Error, string[]]>([
  [
    'by the service',
    refusal(
      'AccessDenied',
      403,
      'User: x is not authorized to perform: s3:ListAllMyBuckets because no policy allows it',
    ),
    ['s3:ListAllMyBuckets'],
  ],
  ['not at all, so that it is one of its own', refusal('Forbidden', 403), ['s3:ListBucket', 's3:ListAllMyBuckets']],
])('a permission that is missing is named %s', async (_, error, permissions) => {
  const declared = ['s3:ListBucket', 's3:ListAllMyBuckets'].map((action) => ({ action, resources: () => ['*'] }));
  const results = await run([check('denied', { permissions: declared, examine: failing(error) })]);
  expect(outcomes(results).denied).toMatchObject({ outcome: 'not asked', permissions });
});

test('every check that asks AWS says which permission it misses', async () => {
  const denied = refusal('AccessDeniedException', 403, 'denied');
  Object.values(CLIENTS).forEach((client) => client.rejects(denied));
  sts.on(GetCallerIdentityCommand).resolves({ Account: site.account });
  for (const { check: one, outcome } of await run(ALL_CHECKS)) {
    if (one.permissions.length > 0 && outcome.outcome !== 'needless') {
      expect([one.id, outcome]).toEqual([
        one.id,
        {
          outcome: 'not asked',
          why: 'AccessDeniedException: denied',
          permissions: one.permissions.map(({ action }) => action),
        },
      ]);
    }
  }
});

describe('without credentials of the account', () => {
  test('nothing is asked, when nobody can tell whose they are', async () => {
    const error = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
    sts.on(GetCallerIdentityCommand).rejects(error);
    const asked = jest.fn(() => Promise.resolve([]));
    await expect(run([check('other', { examine: asked })])).rejects.toThrow(/^AWS needs credentials: sign in/);
    expect(asked).not.toHaveBeenCalled();
  });

  test('public DNS alone is asked, when they are of another', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '210987654321', Arn: 'arn' });
    const permissions = [{ action: 'ssm:GetParameter', resources: () => ['*'] }];
    const asked = jest.fn(() => Promise.resolve([]));
    const results = await run([
      check('asks-aws', { permissions, examine: asked }),
      check('asks-dns'),
      check('deployed', { of: 'a deployed site' }),
    ]);
    expect(outcomes(results)).toMatchObject({
      account: { outcome: 'failed' },
      'asks-aws': { outcome: 'not asked', why: 'the credentials belong to another account' },
      'asks-dns': { outcome: 'passed' },
      deployed: { outcome: 'not asked' },
    });
    expect(asked).not.toHaveBeenCalled();
    expect(cloudFormation.calls()).toEqual([]);
  });
});

describe('a check of a deployed site', () => {
  const deployed = check('deployed', { of: 'a deployed site' });
  const state = (StackStatus: 'ROLLBACK_COMPLETE' | 'REVIEW_IN_PROGRESS' | 'UPDATE_ROLLBACK_COMPLETE') =>
    cloudFormation
      .on(DescribeStacksCommand)
      .resolves({ Stacks: [{ StackName: 'Website', StackStatus, CreationTime: new Date(0) }] });

  test('waits for the deployment', async () => {
    expect(outcomes(await run([deployed])).deployed).toEqual({ outcome: 'not deployed' });
    makeDeployed();
    expect(outcomes(await run([deployed])).deployed).toEqual({ outcome: 'passed' });
  });

  test('knows that a first deployment which was taken back left nothing', async () => {
    state('ROLLBACK_COMPLETE');
    expect(outcomes(await run([deployed])).deployed).toEqual({ outcome: 'not deployed' });
    state('REVIEW_IN_PROGRESS');
    expect(outcomes(await run([deployed])).deployed).toEqual({ outcome: 'not deployed' });
    state('UPDATE_ROLLBACK_COMPLETE');
    expect(outcomes(await run([deployed])).deployed).toEqual({ outcome: 'passed' });
  });
});

test('checks are asked side by side', async () => {
  let waiting = 0;
  let go: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (go = resolve));
  const meeting = async () => {
    waiting += 1;
    if (waiting === 3) {
      go();
    }
    await all;
    return [];
  };
  expect(await run(['a', 'b', 'c'].map((id) => check(id, { examine: meeting })))).toHaveLength(4);
});

test('whoever interrupts it waits for nothing', async () => {
  const interruption = new AbortController();
  const results = run([check('slow', { examine: () => new Promise(() => undefined) })], {
    signal: interruption.signal,
  });
  setTimeout(() => interruption.abort(new Error('interrupted')), 20);
  await expect(results).rejects.toThrow('interrupted');
});

test('every check has an id and a title of its own', () => {
  for (const field of ['id', 'title'] as const) {
    expect(new Set(ALL_CHECKS.map((one) => one[field])).size).toBe(ALL_CHECKS.length);
  }
});
