import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { commandsOf, type DocumentedCommand } from '../docs/documented-commands';
import { DOCUMENTS, textOf, tokensOf } from '../docs/documents';
import { run } from './processes';
import { findPython, virtualEnvironment } from './python';

interface Outcome {
  readonly status: number;
  /** What AWS would have been asked, each an operation of its API. */
  readonly calls: readonly string[];
  readonly error: string;
}

const SCRIPT = path.join(__dirname, 'documented/aws_commands.py');

/** Nobody's credentials, for an AWS CLI that sends nothing. */
const env = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  AWS_DEFAULT_REGION: 'us-east-2',
  AWS_CLI_FILE_ENCODING: 'UTF-8',
};

/** Where the commands run: with the files that they read. */
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'documented-'));

beforeAll(() => {
  const [change] = tokensOf(textOf('docs/adopting.md')).filter(({ info }) => info === 'json');
  fs.writeFileSync(path.join(directory, 'change.json'), change?.content ?? '');
  fs.writeFileSync(path.join(directory, 'policy.json'), '{}');
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

/** @returns what is wrong with each */
async function problemsOf(commands: readonly DocumentedCommand[]): Promise<string[]> {
  const python = await virtualEnvironment(await findPython());
  const { code, output } = await run(python, [SCRIPT, JSON.stringify(commands.map(({ words: [, ...args] }) => args))], {
    cwd: directory,
    env,
  });
  expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^\[.*\]\n$/) as string });
  return (JSON.parse(output) as Outcome[]).flatMap(({ status, calls, error }, index) => {
    const { where, words, isMention } = commands[index] ?? { where: '', words: [], isMention: false };
    const isNamed = isMention && error.includes('the following arguments are required');
    return (status === 0 && calls.length > 0) || isNamed ? [] : [`${where}: ${words.join(' ')}: ${error.trim()}`];
  });
}

const of = (file: string, text: string) => commandsOf(file, text, ['aws']).filter(({ words }) => words[0] === 'aws');

test('every command of the AWS CLI in the documents is taken by the AWS CLI itself, with its parameters', async () => {
  const commands = DOCUMENTS.flatMap((file) => of(file, textOf(file)));
  expect(commands.map(({ where }) => where.replace(/:.*/, ''))).toContain('docs/runbook.md');
  expect(await problemsOf(commands)).toEqual([]);
});

test.each([
  ['a service', 'aws s4api head-object --bucket B --key K', /invalid choice/i],
  ['an operation', 'aws s3api heads-object --bucket B --key K', /invalid choice/i],
  ['an option', 'aws s3api head-object --bucket B --key K --prefix P', /Unknown options: --prefix/],
  ['a parameter that is left out', 'aws s3api head-object --bucket B', /arguments are required: --key/],
  [
    'a value',
    'aws s3api put-bucket-versioning --bucket B --versioning-configuration State=Enabled',
    /Unknown parameter in VersioningConfiguration/,
  ],
])('%s that is wrong is found', async (_, command, why) => {
  const [problem, ...others] = await problemsOf(of('a.md', `\`\`\`sh\n${command}\n\`\`\`\n`));
  expect(problem).toMatch(why);
  expect(others).toEqual([]);
});
