import type { GlobalConfig } from 'jest';
import { HOLES } from './holes';
import { PATH } from './name-servers/debian';
import { QUIET } from './processes';
import { missingPrograms } from './programs';
import { findPython, virtualEnvironment } from './python';

/** Says what the run needs and what it cannot prove, and prepares the engine. */
export default async function setUp({ testPathPatterns }: GlobalConfig): Promise<void> {
  for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) {
    // settings for another AWS than the engine
    delete process.env[name];
  }
  Object.assign(process.env, { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', ...QUIET });

  const python = await findPython().catch((error: unknown) => {
    // the message says what to do; jest would bury it under a stack trace
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  });
  // one test alone may do without
  const missing = testPathPatterns.patterns.length === 0 ? missingPrograms(PATH) : undefined;
  if (missing) {
    process.stderr.write(`${missing}\n`);
    process.exit(2);
  }
  const needs = [
    `Node.js 20 or later (this is ${process.version})`,
    `Python 3.10 or later with venv (${python.version}, ${python.executable})`,
    'gdnsd, dig, njs and chromium (on Debian and Ubuntu: gdnsd, bind9-dnsutils, njs, chromium)',
    'free ports of 127.0.0.1, and PyPI the first time; no root, no Docker, no AWS account',
  ];
  const width = Math.max(...HOLES.map(({ what }) => what.length));
  const table = HOLES.map(({ what, how, reason }) => `  ${what.padEnd(width)}  ${how}: ${reason}`);
  process.stdout.write(
    `\nneeds:\n  ${needs.join('\n  ')}\n\nwhat the engine lacks, all of it:\n${table.join('\n')}\n\n`,
  );
  await virtualEnvironment(python);
}
