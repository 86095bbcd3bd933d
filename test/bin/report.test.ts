import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { keep } from '../../lib/report/results/keep';
import { contentDirectory } from '../helpers';
import { doctorRun, failedCheck } from '../report/runs';

const ROOT = path.join(__dirname, '../..');

function report(...args: string[]) {
  const command = ['-r', './bin/typescript.js', 'bin/failover.ts', 'report', ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
}

test('without any results the page is made all the same, and says which commands make them', () => {
  const directory = contentDirectory({});
  const output = path.join(directory, 'report.html');
  const { stdout, stderr, status } = report('--results', directory, '--output', output);
  expect(stdout).toBe(
    'It is not known whether example.com would fail over: it was never drilled\n' +
      'The doctor has not examined it: npm run doctor.\n' +
      'It was never drilled: npm run drill.\n' +
      'The buckets were not compared: npm run parity.\n',
  );
  expect({ stderr, status }).toEqual({ stderr: `the page is in ${output}\n`, status: 0 });
  expect(fs.readFileSync(output, 'utf8')).toMatch(/^<!doctype html>.*It is not known.*<\/html>\s*$/s);
});

test('a file that cannot be read is told, and the page is made of the others', () => {
  const directory = contentDirectory({ 'example.com/parity.json': '{' });
  keep(directory, doctorRun({}, failedCheck()));
  const output = path.join(directory, 'report.html');
  const { stdout, stderr, status } = report('--results', directory, '--output', output);
  expect(stdout).toMatch(/^Something is wrong with example\.com: 1 error, 1 warning\n/);
  expect(stderr).toMatch(/^\S+\/example\.com\/parity\.json is left out: it is no JSON: /);
  expect(status).toBe(0);
  expect(fs.readFileSync(output, 'utf8')).toContain('example.com/parity.json cannot be read');
});

test.each<[string, string[], RegExp]>([
  [
    'a page in no directory',
    ['--output', 'no/such/report.html'],
    /^--output must be a file that can be written to, got: no\/such\/report\.html/,
  ],
  ['a site that is not there', ['--site', 'example.net'], /^--site must be one of bin\/sites\.ts \(example\.com\)/],
])('%s is status 2 and said in a line', (_, args, why) => {
  const { stdout, stderr, status } = report('--results', contentDirectory({}), ...args);
  expect(stderr).toMatch(why);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
});
