import { spawn } from 'node:child_process';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** A command that works for a while, and then ends well; it is told what happens as soon as it says "working". */
const COMMAND = `
const { interruption, unsuspended } = require('./bin/commands/interruption.ts');
const interrupted = interruption((name, isFirst) => console.log(name, isFirst));
unsuspended(() => console.log('not suspended'));
const working = setTimeout(() => console.log('done'), Number(process.argv[1]));
interrupted.signal.addEventListener('abort', () => {
  clearTimeout(working);
  process.exitCode = interrupted.status;
});
console.log('working');
`;

async function run(script: string, milliseconds: number, ...signals: NodeJS.Signals[]) {
  const child = spawn(process.execPath, ['-r', './bin/typescript.js', '-e', script, String(milliseconds)], {
    cwd: ROOT,
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (text) => (stderr += String(text)));
  child.stdout.on('data', (text) => {
    stdout += String(text);
    if (String(text).includes('working')) {
      signals.forEach((signal) => child.kill(signal));
    }
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}

test.each([
  ['SIGINT', 130],
  ['SIGQUIT', 131],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s interrupts by its own status, %d', async (signal, status) => {
  expect(await run(COMMAND, 60_000, signal)).toEqual({ status, stdout: `working\n${signal} true\n`, stderr: '' });
});

test('Ctrl-Z stops nothing', async () => {
  const { status, stdout } = await run(COMMAND, 500, 'SIGTSTP');
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'working\nnot suspended\ndone\n' });
});

test('an error that nobody expects is said, even when the work is over, and is status 2', async () => {
  const late = `${COMMAND}; setTimeout(() => { throw new Error('the disk is full'); }, 50);`;
  const { status, stderr } = await run(late, 1);
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'the disk is full\n' });
});
