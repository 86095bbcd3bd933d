import * as fs from 'node:fs';
import * as path from 'node:path';
import { policyOf } from '../../../lib/operate/doctor/policy';
import { PARITY_PERMISSIONS } from '../../../lib/operate/parity/policy';
import { exampleSite } from '../../helpers';

test('what parity may do is what its page says', () => {
  const site = exampleSite();
  const page = fs.readFileSync(path.join(__dirname, '../../../docs/parity.md'), 'utf8');
  const [, json = ''] = /## What it may do on AWS\n\n```json\n(.*?)```/s.exec(page) ?? [];
  const documented = JSON.parse(
    json.replaceAll('PRIMARY_BUCKET', site.primaryBucketName).replaceAll('SITE', site.secondaryBucketName),
  ) as { Statement: { Action: string; Resource: string[] }[] };
  const { Statement } = policyOf(site, [{ permissions: PARITY_PERMISSIONS }]);
  const compared = Statement.filter(({ Action }) => !Action.includes('cloudformation:DescribeStacks'));
  const flat = (statements: readonly { Action: string | readonly string[]; Resource: readonly string[] }[]) =>
    statements.map(({ Action, Resource }) => [[Action].flat().join(), [...Resource].sort()]).sort();
  expect(flat(compared)).toEqual(flat(documented.Statement));
});
