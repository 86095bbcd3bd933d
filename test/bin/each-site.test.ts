import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contentDirectory, EXAMPLE, OTHER_EXAMPLE } from '../helpers';
import { webServer } from '../operate/loopback';
import { bareMachine, startFailover } from './failover-process';

const results = contentDirectory({});

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const sites = path.join(contentDirectory({ 'sites.json': JSON.stringify([EXAMPLE, OTHER_EXAMPLE]) }), 'sites.json');
  return startFailover(['each-site', ...args, '--sites', sites, '--results', results], { ...bareMachine(), ...env });
}

test.each(['doctor', 'parity'])('%s looks at every site, whatever it says of the one before', async (command) => {
  const { status, stdout, stderr } = await start([command]).ended;
  expect(stdout).toBe('== example.com\n\n== example.org\n');
  expect(stderr.match(/AWS needs credentials/g)).toHaveLength(2);
  expect(status).toBe(2);
  const kept = ['example.com', 'example.org'].map((site) => path.join(results, site, `${command}-unfinished.json`));
  expect(kept.filter((file) => !fs.existsSync(file))).toEqual([]);
});

test('the profile is that of every site', async () => {
  const keys: (string | undefined)[] = [];
  const { server, port } = await webServer(({ headers }, response) => {
    keys.push(/Credential=(\w+)\//.exec(String(headers.authorization))?.[1]);
    response.writeHead(403).end();
  });
  const directory = contentDirectory({ credentials: '[ops]\naws_access_key_id = ops\naws_secret_access_key = any\n' });
  const AWS_SHARED_CREDENTIALS_FILE = path.join(directory, 'credentials');
  const env = { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_SHARED_CREDENTIALS_FILE };
  expect((await start(['doctor', '--profile', 'ops'], env).ended).status).toBe(2);
  server.close();
  expect(keys).toEqual(['ops', 'ops']);
});

test('one that is interrupted is the last', async () => {
  const { server, port } = await webServer(() => undefined);
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
  const { child, ended } = start(['doctor'], {
    AWS_ENDPOINT_URL,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
  });
  try {
    await once(server, 'request');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 130, stdout: '== example.com\n' });
  } finally {
    child.kill('SIGKILL');
    server.closeAllConnections();
    server.close();
  }
});

test('what changes something, or asks somebody, is not done to every site', async () => {
  const { status, stdout, stderr } = await start(['drill']).ended;
  expect(stderr).toContain("'drill' is invalid for argument 'command'. Allowed choices are doctor, parity.");
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
