import * as fs from 'node:fs';
import * as path from 'node:path';
import { succeeded } from '../commands';
import { figure, type Figure } from '../figure';
import { inTurns, type Workbench } from '../workbench';
import type { Samples } from './load';

const LOADER = ['-r', './bin/typescript.js'];

/** Short turns, and many: what else the machine does is in few of them. */
const TURNS_PER_RUN = 20;

/** 0.8 times the requests a second, as a ratio of the time that one takes. */
const SLOWEST = 1 / 0.8;

const QUIET = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/** What the secondary endpoint's function costs beside what it is made of. */
export async function endpointFigures(
  workbench: Workbench,
  runs: number,
  progress: (message: string) => void,
): Promise<Figure[]> {
  const root = workbench.freshPath('package');
  fs.mkdirSync(root);
  const script = async (name: string, ...args: string[]) =>
    succeeded(
      await workbench.run(process.execPath, [...LOADER, path.join(__dirname, name), ...args], QUIET),
    ).output.trim();
  const directory = await script('package.ts', root);
  progress(`secondary endpoint: ${runs * TURNS_PER_RUN} turns`);
  const requests = JSON.parse(await script('load.ts', directory, String(runs * TURNS_PER_RUN))) as Samples;
  const starts = await inTurns(
    runs,
    {
      'start of the SDK': () =>
        started(workbench, `const { S3Client } = require('@aws-sdk/client-s3'); new S3Client({})`),
      'start of the secondary endpoint': () => started(workbench, `require(${JSON.stringify(directory)})`),
    },
    progress,
  );
  const perRequest = { unit: 'ms', baselineSamples: requests.bare };
  return [
    figure({
      name: 'secondary endpoint: page of 20 KB / bare GetObject',
      ...perRequest,
      samples: requests.handler,
      limit: SLOWEST,
    }),
    figure({
      name: 'secondary endpoint: compressed / bare GetObject',
      ...perRequest,
      samples: requests.compressed,
      limit: 2 * SLOWEST,
    }),
    figure({
      name: 'secondary endpoint: start / start of the SDK',
      unit: 'ms',
      samples: starts['start of the secondary endpoint'],
      baselineSamples: starts['start of the SDK'],
      limit: 1.25,
    }),
    figure({ name: 'secondary endpoint: package', unit: 'KB', samples: [kilobytesIn(directory)], limit: 20 }),
  ];
}

/** Milliseconds that a program takes to load. */
async function started(workbench: Workbench, program: string): Promise<number> {
  const code = `const start = performance.now(); ${program}; console.log(performance.now() - start)`;
  return Number(succeeded(await workbench.run(process.execPath, ['-e', code], QUIET)).output);
}

function kilobytesIn(directory: string): number {
  const sizes = fs.readdirSync(directory).map((name) => fs.statSync(path.join(directory, name)).size);
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}
