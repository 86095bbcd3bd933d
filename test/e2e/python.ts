import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ENGINE, STATE } from './paths';
import { run } from './processes';

const REQUIREMENTS = path.join(ENGINE, 'requirements.txt');

/** Prints the interpreter itself, not a shim that may answer differently elsewhere; fails when it will not do. */
const PROBE = `import sys, venv, ensurepip; assert sys.version_info >= (3, 10); print(sys.executable, sys.version.split()[0])`;

interface Python {
  readonly executable: string;
  readonly version: string;
}

/**
 * A Python that can run the engine: `$PYTHON`, else the first on the path that will do.
 *
 * @throws Error that says what was tried when there is none
 */
export async function findPython(): Promise<Python> {
  const named = process.env.PYTHON;
  const tried = named ? [named] : ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
  for (const command of tried) {
    const { code, output } = await run(command, ['-c', PROBE], { env: process.env }).catch(() => ({
      code: 1,
      output: '',
    }));
    const [, executable, version] = /^(.+) (\S+)\s*$/.exec(output) ?? [];
    if (code === 0 && executable && version) {
      return { executable, version };
    }
  }
  throw new Error(
    'npm run e2e needs Python 3.10 or later with venv and ensurepip (on Debian and Ubuntu the package python3-venv), ' +
      `tried: ${tried.join(', ')}. The variable PYTHON may name one.`,
  );
}

/**
 * The Python of a virtual environment with exactly what requirements.txt pins: made when there is none for this very
 * Python and these requirements, whole or not at all.
 *
 * @throws Error with the output of pip when it cannot be made
 */
export async function virtualEnvironment({ executable, version }: Python): Promise<string> {
  const key = createHash('sha256')
    .update([executable, version, fs.readFileSync(REQUIREMENTS, 'utf8')].join('\n'))
    .digest('hex')
    .slice(0, 16);
  const home = path.join(STATE, 'venv');
  const python = (directory: string) => path.join(directory, 'bin', 'python');
  const finished = path.join(home, key);
  if (fs.existsSync(python(finished)) && (await run(python(finished), ['-c', ''], { env: process.env })).code === 0) {
    return python(finished);
  }
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(home, { recursive: true });
  const unfinished = `${finished}.${process.pid}`;
  await required(executable, ['-m', 'venv', unfinished]);
  const pip = ['-m', 'pip', 'install', '--no-cache-dir', '--disable-pip-version-check', '--no-input'];
  await required(python(unfinished), [...pip, '--require-hashes', '--only-binary', ':all:', '-r', REQUIREMENTS]);
  // what runs is `python -m` and modules, which do not care where the environment was made
  fs.renameSync(unfinished, finished);
  return python(finished);
}

async function required(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args, { env: process.env });
  if (code !== 0) {
    throw new Error(`${[command, ...args].join(' ')} failed:\n${output}`);
  }
}
