import * as path from 'node:path';
import { DRIFT_READS } from '../../lib/operate/drift/reads';
import { cleanEnvironment, run } from './processes';
import { findPython, virtualEnvironment } from './python';

/** What only settings need that no site has: the body of an API in S3, and a key of KMS for a function's environment. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 's3:getObject',
  'AWS::Lambda::Function': 'kms:Decrypt',
};

/** What reading each kind takes, by the schemas that cfn-lint has of CloudFormation. */
async function schemasOf(...kinds: string[]): Promise<Record<string, string[]>> {
  const python = await virtualEnvironment(await findPython());
  const script = path.join(__dirname, 'linters/read_permissions.py');
  const { output } = await run(python, [script, ...kinds], { env: cleanEnvironment({}) });
  return JSON.parse(output) as Record<string, string[]>;
}

test('CloudFormation may read what it has to, to find drift of every kind of resource', async () => {
  const schemas = await schemasOf(...Object.keys(DRIFT_READS));
  for (const [kind, permissions] of Object.entries(DRIFT_READS)) {
    const needed = (schemas[kind] ?? []).filter((action) => action !== LEFT_OUT[kind]);
    expect([kind, [...new Set(permissions.map(({ action }) => action))].sort()]).toEqual([kind, needed.sort()]);
  }
});

test('what has no list cannot be read', async () => {
  const kinds = ['AWS::IAM::Policy', 'AWS::SNS::TopicPolicy'];
  expect(Object.values(await schemasOf(...kinds))).toEqual([[], []]);
});
