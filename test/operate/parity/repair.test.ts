import { CreateJobCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { Aws } from '../../../lib/operate/aws';
import { parity } from '../../../lib/operate/parity/parity';
import { needless, repair, repairNotice } from '../../../lib/operate/parity/repair';
import { checkedRole, roleCommands, rolePolicy } from '../../../lib/operate/parity/repair-role';
import type { KindReport, ParityReport } from '../../../lib/operate/parity/report';
import { compare, PRIMARY, serving, SITE } from './compare';

const ROLE = 'arn:aws:iam::123456789012:role/failover-parity-repair';
const control = mockClient(S3ControlClient);

beforeEach(() => control.reset());

test('the job replicates what was never replicated or failed, of the primary, and writes nothing else', async () => {
  control.on(CreateJobCommand).resolves({ JobId: 'job-1' });
  expect(await repair(new Aws(), SITE, ROLE)).toEqual({
    jobId: 'job-1',
    watch: 'aws s3control describe-job --region us-east-2 --account-id 123456789012 --job-id job-1',
  });
  expect(control.calls()).toHaveLength(1);
  const [call] = control.commandCalls(CreateJobCommand);
  expect(call?.args[0].input).toEqual({
    AccountId: '123456789012',
    ConfirmationRequired: false,
    Operation: { S3ReplicateObject: {} },
    ManifestGenerator: {
      S3JobManifestGenerator: {
        ExpectedBucketOwner: '123456789012',
        SourceBucket: `arn:aws:s3:::${PRIMARY}`,
        EnableManifestOutput: false,
        Filter: { EligibleForReplication: true, ObjectReplicationStatuses: ['NONE', 'FAILED'] },
      },
    },
    Report: { Enabled: false },
    Priority: 10,
    RoleArn: ROLE,
    Description: 'failover parity: example.com',
    ClientRequestToken: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  const region = (call?.thisValue as S3ControlClient).config.region;
  expect(await region()).toBe('us-east-2');
});

test.each<[string, Error & { name: string }, RegExp]>([
  [
    'a permission that is missing',
    Object.assign(new Error('not authorized'), { name: 'AccessDenied' }),
    /^the repair was not started: s3:CreateJob, and iam:PassRole on arn:aws:iam::123456789012:role\/failover-parity-repair, must be allowed; AccessDenied: not authorized$/,
  ],
  [
    'a request that S3 does not take',
    Object.assign(new Error('no'), { name: 'InvalidRequest' }),
    /^the repair was not started: InvalidRequest: no$/,
  ],
])('%s is said so', async (_, error, message) => {
  control.on(CreateJobCommand).rejects(error);
  await expect(repair(new Aws(), SITE, ROLE)).rejects.toThrow(message);
});

test('a job without an id is an error', async () => {
  control.on(CreateJobCommand).resolves({});
  await expect(repair(new Aws(), SITE, ROLE)).rejects.toThrow(
    'the repair must have a job id, got: none; look at aws s3control list-jobs',
  );
});

const NOTHING: KindReport = { objects: 0, bytes: 0, examined: 0, statuses: {}, examples: [] };

function found(kinds: Partial<ParityReport>): ParityReport {
  return { missing: NOTHING, stale: NOTHING, extra: NOTHING, ...kinds } as ParityReport;
}

test.each<[string, Partial<ParityReport>, RegExp | undefined]>([
  ['nothing differs', {}, /^nothing is missing or stale: there is nothing to repair$/],
  [
    'all of it is extra',
    { extra: { ...NOTHING, objects: 2, examined: 2, statuses: { GONE: 2 } } },
    /^nothing is missing/,
  ],
  [
    'what is missing is pending or was replicated',
    { missing: { ...NOTHING, objects: 3, examined: 3, statuses: { PENDING: 1, COMPLETED: 1, REPLICA: 1 } } },
    /^Batch Replication takes objects with the status NONE or FAILED, and none of what is missing or stale has it$/,
  ],
  ['some failed', { missing: { ...NOTHING, objects: 2, examined: 2, statuses: { PENDING: 1, FAILED: 1 } } }, undefined],
  [
    'some are older than the rule',
    { stale: { ...NOTHING, objects: 1, examined: 1, statuses: { NONE: 1 } } },
    undefined,
  ],
  ['nobody may ask', { stale: { ...NOTHING, objects: 1, examined: 1, statuses: { UNKNOWN: 1 } } }, undefined],
  ['not all were asked for', { missing: { ...NOTHING, objects: 9, examined: 1, statuses: { PENDING: 1 } } }, undefined],
])('when %s, a repair is needless or not', (_, kinds, why) => {
  expect(needless(found(kinds))).toEqual(why && expect.stringMatching(why));
});

test('a comparison sends ListObjectsV2 and HeadObject, a repair CreateJob, and nothing is ever deleted or written', async () => {
  const send = jest.spyOn(S3Client.prototype, 'send');
  const primary = [{ key: 'a' }, { key: 'missing' }, { key: 'stale' }];
  const secondary = [{ key: 'a' }, { key: 'extra' }, { key: 'stale', size: 1 }];
  const methods = await serving({ primary, secondary }, {}, async (server, aws) => {
    await parity(aws, SITE, { headers: 'all' });
    return server.asked.map(({ operation }) => operation);
  });
  const sent = send.mock.calls.map(([command]) => command.constructor.name);
  send.mockRestore();
  expect(new Set(sent)).toEqual(new Set(['ListObjectsV2Command', 'HeadObjectCommand']));
  expect(new Set(methods)).toEqual(new Set(['ListObjectsV2', 'HeadObject']));
  expect(control.calls()).toEqual([]);
});

test('every call names the account that has to own the bucket', async () => {
  const send = jest.spyOn(S3Client.prototype, 'send');
  await compare({ primary: [{ key: 'a' }] });
  const owners = send.mock.calls.map(([{ input }]) => (input as { ExpectedBucketOwner?: string }).ExpectedBucketOwner);
  send.mockRestore();
  expect(new Set(owners)).toEqual(new Set(['123456789012']));
});

test('the role may begin replication of the primary, list it for S3, and nothing else', () => {
  expect(rolePolicy(SITE).Statement).toEqual([
    { Effect: 'Allow', Action: 's3:InitiateReplication', Resource: `arn:aws:s3:::${PRIMARY}/*` },
    {
      Effect: 'Allow',
      Action: ['s3:GetReplicationConfiguration', 's3:PutInventoryConfiguration'],
      Resource: `arn:aws:s3:::${PRIMARY}`,
    },
  ]);
});

test.each([[undefined], ['failover-parity-repair'], ['arn:aws:iam::123456789012:user/me'], ['arn:aws:iam::1:role/me']])(
  'without a role that could be one (%s), the commands that make one are said',
  (role) => {
    const [create = '', put = '', again] = roleCommands(SITE);
    expect(() => checkedRole(SITE, role)).toThrow(
      new Error(
        `--role must be the ARN of a role for S3 Batch Operations, got: ${role ?? 'none'}; these make one:\n${create}\n${put}\n${again}`,
      ),
    );
    expect(JSON.parse(create.split("'")[1] ?? '')).toMatchObject({
      Statement: [{ Principal: { Service: 'batchoperations.s3.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    expect(JSON.parse(put.split("'")[1] ?? '')).toEqual(rolePolicy(SITE));
    expect(again).toBe(`npm run parity -- --repair --site example.com --role ${ROLE}`);
  },
);

test('a role is taken as it is, also under a path', () => {
  expect(checkedRole(SITE, ROLE)).toBe(ROLE);
  expect(checkedRole(SITE, 'arn:aws:iam::123456789012:role/teams/web/me')).toMatch(/me$/);
});

test('before a repair it is said what it copies, what that costs, and that nothing is deleted', () => {
  const notice = repairNotice(SITE).join('\n');
  expect(notice).toMatch(/^S3 will list example-com-123456789012-\w+ and copy to example\.com /);
  expect(notice).toMatch(/0\.25 USD.* 1 USD for each million[^]*0\.02 USD for each GB\. Nothing is deleted\.$/);
});
