import { commandsOf, unknownLanguages } from './documented-commands';
import { DOCUMENTS, textOf } from './documents';
import { judge, PROGRAMS } from './programs/programs';

const PROMISES = DOCUMENTS.filter((file) => file !== 'CHANGELOG.md');

const found = PROMISES.flatMap((file) => commandsOf(file, textOf(file), PROGRAMS));

test.each(PROMISES)('every command of %s is one', (file) => {
  const problems = found
    .filter(({ where }) => where.startsWith(`${file}:`))
    .flatMap(({ where, words }) => judge(words).map((problem) => `${where}: ${problem}`));
  expect(problems).toEqual([]);
});

test.each(PROMISES)('every block of %s is in a language that is looked at', (file) => {
  expect(unknownLanguages(textOf(file))).toEqual([]);
});

test('a block in another language is found', () => {
  expect(unknownLanguages('```zsh\nnpm run no-such\n```\n')).toEqual(['zsh']);
});

test('the commands of every kind are found', () => {
  const kinds = new Set(found.map(({ words }) => words[0]));
  expect([...kinds]).toEqual(expect.arrayContaining(['aws', 'cdk', 'curl', 'dig', 'npm', 'npx', 'printf']));
});

/** What is wrong with the commands of a document. */
function problemsOf(text: string): string[] {
  return commandsOf('a.md', text, PROGRAMS).flatMap(({ where, words }) =>
    judge(words).map((problem) => `${where}: ${problem}`),
  );
}

test.each([
  ['npm run no-such', 'package.json has no script no-such'],
  ['npm run drill --restore', 'npm would keep --restore to itself: arguments of drill stand behind --'],
  ['npm run drill -- --restor', "failover drill --restor: error: unknown option '--restor'\n(Did you mean --restore?)"],
  [
    'npm run drill -- --hold 13h',
    "failover drill --hold 13h: error: option '--hold <duration>' argument '13h' is invalid. " +
      'must be a duration of 12 hours at most, such as 90, 90s, 2m or 1h',
  ],
  [
    'npm run explain -- all',
    "failover explain all: error: too many arguments for 'explain'. Expected 0 arguments but got 1.",
  ],
  ['npm run failover -- fall', "failover fall: error: unknown command 'fall'"],
  ['npm run deploy -- --revert-drifts', 'cdk deploy has no option --revert-drifts'],
  [
    'npx cdk deploy --require-approval sometimes',
    'cdk deploy --require-approval must be never, any-change, broadening, destructive, got: sometimes',
  ],
  ['npx cdk deploy SITE/Websites', 'cdk deploy no site has the stack SITE/Websites'],
  ['npx cdk undo', 'cdk has no command undo'],
  ['npx cdkk ls', 'cdkk is not installed by npm ci'],
  ['npm run e2e -- retaind', 'jest finds no test by retaind'],
  ['npm test -- --coverages', 'jest has no option --coverages'],
  ['npm run bench -- --json', 'test/bench/bench.ts --json: nobody here knows its arguments'],
  ['npm install aws-ckd@latest', 'aws-ckd is no dependency'],
  ['npm ic', 'npm ic is not known here'],
  ['npx prettier --check no-such.md', 'no-such.md is no file of the repository'],
  ['bash .ci/runs', '.ci/runs is no file of the repository'],
  ['curl --silentt http://SITE', 'curl --silentt is not known here'],
  ['make all', 'make is no program that is known here'],
  ['npm run synth | jq .', 'jq is no program that is known here'],
])('%s is found wrong', (command, problem) => {
  expect(problemsOf(`One line.\n\n\`\`\`sh\n${command}  # why\n\`\`\`\n`)).toEqual([`a.md:4: ${problem}`]);
});

test.each([
  ['code in a sentence', 'Run `npm run no-such`.', 'a.md:1: package.json has no script no-such'],
  ['a cell of a table', '| a |\n| - |\n| `npm run no-such` |', 'a.md:3: package.json has no script no-such'],
  ['a line that goes on', '```sh\nnpm run \\\n  no-such\n```', 'a.md:2: package.json has no script no-such'],
  ['output that says what to do', '```\nfix:\n  npm run no-such\n```', 'a.md:3: package.json has no script no-such'],
  ['an indented block', 'One line.\n\n    npm run no-such\n', 'a.md:3: package.json has no script no-such'],
  ['a prompt', '```console\n$ npm run no-such\n```', 'a.md:2: package.json has no script no-such'],
  ['a command of a list', '- x\n\n  ```sh\n  npm run no-such\n  ```', 'a.md:4: package.json has no script no-such'],
  ['a program that nobody knows', 'Run `terraform apply --all`.', 'a.md:1: terraform is no program that is known here'],
])('a wrong command is found in %s', (_, text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
});

test.each([
  'npm ci && npm run -s explain -- --json > explain.json',
  'npm run check -- <directory>',
  'npm run drill -- --hold 5m --objective 120s',
  "npx cdk deploy 'example.com/*' --import-existing-resources --no-rollback",
  'npm run e2e -- retained',
  'node -r ./bin/typescript.js bin/failover.ts rules',
])('%s is right', (command) => {
  expect(problemsOf(`\`\`\`sh\n${command}\n\`\`\`\n`)).toEqual([]);
});
