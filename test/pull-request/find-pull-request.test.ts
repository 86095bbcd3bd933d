import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findPullRequest } from '../../lib/pull-request/find-pull-request';

const SHA = 'a'.repeat(40);

/** Asks a GitHub that answers so. */
async function ask(status: number, body: unknown): Promise<{ found: number | undefined; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const found = await findPullRequest({
      api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      repository: 'owner/site',
      token: 'token',
      head: 'stranger:a&b/c',
      sha: SHA,
    });
    return { found, asked };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('the pull request is the open one of which the head is the commit', async () => {
  const other = { number: 6, head: { sha: 'b'.repeat(40) } };
  const { found, asked } = await ask(200, [other, { number: 7, head: { sha: SHA } }]);
  expect(found).toBe(7);
  const [{ url, headers } = {}] = asked;
  expect(url).toBe('/repos/owner/site/pulls?state=open&head=stranger%3Aa%26b%2Fc');
  expect(headers?.authorization).toBe('Bearer token');
});

test('one that has moved on is not found', async () => {
  expect((await ask(200, [{ number: 6, head: { sha: 'b'.repeat(40) } }])).found).toBeUndefined();
});

test('an answer of GitHub that is none is an error', async () => {
  await expect(ask(403, {})).rejects.toThrow(new Error('GitHub answers 403 for the pull requests of owner/site'));
});
