import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contentDirectory } from '../helpers';

const ROOT = path.join(__dirname, '../..');
const RECORDED = path.join(ROOT, 'test/pull-request/recorded/other-page');
const AFTER = path.join(RECORDED, 'after');
const BEFORE = path.join(RECORDED, 'before');

function run(...args: string[]) {
  const { PATH = '' } = process.env;
  const env = {
    PATH,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  const command = ['-r', './bin/typescript.js', 'bin/failover.ts', 'diff-comment', ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: 'utf8' });
}

test('the comment is written to a file, and all of it to another', () => {
  const directory = contentDirectory({});
  const [output, full] = [path.join(directory, 'comment.md'), path.join(directory, 'full.md')];
  const { status, stdout, stderr } = run(AFTER, '--base', BEFORE, '--output', output, '--full', full);
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: `the comment is in ${output}\n` });
  expect(fs.readFileSync(output, 'utf8')).toContain('| content only |');
  expect(fs.readFileSync(full, 'utf8')).toBe(fs.readFileSync(output, 'utf8'));
  expect(run(AFTER, '--base', BEFORE).stdout).toBe(fs.readFileSync(output, 'utf8'));
});

test.each([
  ['nothing to compare with', [AFTER], '--deployed or --base <assembly> must say what the app is compared with\n'],
  [
    'no assembly',
    ['none', '--base', BEFORE],
    'none must hold a synthesized app (npm run synth): it has no file manifest.json\n',
  ],
  [
    'no credentials',
    [AFTER, '--deployed'],
    /^AWS needs credentials: sign in \(aws sso login, or aws configure\) and name the profile by --profile or AWS_PROFILE/,
  ],
  [
    'a file that cannot be written',
    [AFTER, '--base', BEFORE, '--output', '/none/comment.md'],
    /^--output must be a file that can be written, got: \/none\/comment\.md: ENOENT/,
  ],
])('what it cannot do is status 2: %s', (_, args, said) => {
  const { status, stdout, stderr } = run(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  if (typeof said === 'string') {
    expect(stderr).toBe(said);
  } else {
    expect(stderr).toMatch(said);
  }
});
