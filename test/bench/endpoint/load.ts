import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as http from 'node:http';
import * as path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { BUCKET, PAGE } from './page';

const WARM_UP = 300;
const REQUESTS = 10;

/** Of a Lambda function, and s3rver's credentials. */
const ENVIRONMENT = { AWS_REGION: 'us-west-2', AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', BUCKET };

/** Milliseconds that a request takes, for every turn. */
export interface Samples {
  readonly bare: number[];
  readonly handler: number[];
  readonly compressed: number[];
}

/**
 * Asks for the page over and over, one request at a time, as an environment of Lambda gets them: one that is nothing but
 * a GetObject, the handler, and the handler as somebody who accepts compression. They take turns, so that a machine that
 * is slow for a while is slow for all. Prints the samples as JSON: `<package> <turns>`.
 */
async function load(directory: string, turns: number): Promise<void> {
  Object.assign(process.env, ENVIRONMENT);
  process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${await portOf('s3.ts')}`;
  const bare = await portOf('server.ts');
  const handler = await portOf('server.ts', directory);
  const samples: Samples = { bare: [], handler: [], compressed: [] };
  const kinds = [
    { request: asking(bare, {}), taken: samples.bare },
    { request: asking(handler, {}), taken: samples.handler },
    { request: asking(handler, { 'accept-encoding': 'gzip, br' }), taken: samples.compressed },
  ];
  for (const { request } of kinds) {
    await repeated(request, WARM_UP);
  }
  for (let turn = 0; turn < turns; turn++) {
    for (const { request, taken } of kinds) {
      const start = performance.now();
      await repeated(request, REQUESTS);
      taken.push((performance.now() - start) / REQUESTS);
    }
  }
  console.log(JSON.stringify(samples));
  // the others end with this process, which kept connections would keep
  process.exit();
}

/** Starts a script that tells its port. */
async function portOf(script: string, ...args: string[]): Promise<number> {
  const [port] = (await once(fork(path.join(__dirname, script), args), 'message')) as [number];
  return port;
}

async function repeated(request: () => Promise<void>, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await request();
  }
}

function asking(port: number, headers: http.OutgoingHttpHeaders): () => Promise<void> {
  const agent = new http.Agent({ keepAlive: true });
  const encoding = 'accept-encoding' in headers ? 'br' : undefined;
  return async () => {
    const asked = http.get({ host: '127.0.0.1', port, path: '/', agent, headers: { ...headers, host: 'example.com' } });
    const [response] = (await once(asked, 'response')) as [http.IncomingMessage];
    const { length } = await buffer(response);
    const isRight = encoding === undefined ? length === PAGE.length : length < PAGE.length / 2;
    if (response.statusCode !== 200 || response.headers['content-encoding'] !== encoding || !isRight) {
      throw new Error(`port ${port} must answer with the page, got: ${response.statusCode}, ${length} bytes`);
    }
  };
}

void load(process.argv[2] ?? '', Number(process.argv[3]));
