import * as fs from 'node:fs';
import * as path from 'node:path';
import { stacksOfUntrusted } from '../../lib/pull-request/untrusted-assembly';
import { errorMessage } from '../../lib/rules/error-message';
import { contentDirectory } from '../helpers';

const RESOURCES = { Topic: { Type: 'AWS::SNS::Topic' } };

function assembly(
  changes: object = {},
  templates: Record<string, unknown> = { 'Main.json': { Resources: RESOURCES } },
) {
  const Main = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://123456789012/us-east-2',
    displayName: 'example.com/Main',
    properties: { templateFile: 'Main.json', stackName: 'site-Main' },
    ...changes,
  };
  const files = Object.entries({ 'manifest.json': { artifacts: { Main } }, ...templates });
  return contentDirectory(Object.fromEntries(files.map(([name, value]) => [name, JSON.stringify(value)])));
}

function problem(directory: string): string {
  try {
    stacksOfUntrusted(directory);
  } catch (error) {
    return errorMessage(error).replace(directory, 'DIRECTORY');
  }
  throw new Error('it was read');
}

test('a stack is read with its names, its account and its Region', () => {
  expect(stacksOfUntrusted(assembly())).toEqual([
    {
      path: 'example.com/Main',
      stackName: 'site-Main',
      account: '123456789012',
      region: 'us-east-2',
      template: { Resources: RESOURCES },
    },
  ]);
});

test.each([
  ['../Main.json', 'its file ../Main.json is outside of it'],
  ['/etc/hostname', 'its file /etc/hostname is outside of it'],
  ['..', 'it has no file ..'],
  ['None.json', 'it has no file None.json'],
])('a template is read from its directory alone: %s', (templateFile, said) => {
  expect(problem(assembly({ properties: { templateFile } }))).toBe(
    `DIRECTORY must hold a synthesized app (npm run synth): ${said}`,
  );
});

test('a link is not followed', () => {
  const directory = assembly();
  const template = path.join(directory, 'Main.json');
  fs.renameSync(template, path.join(directory, 'Real.json'));
  fs.symlinkSync('Real.json', template);
  expect(problem(directory)).toBe('DIRECTORY must hold a synthesized app (npm run synth): it has no file Main.json');
});

test.each([
  [
    'no account',
    { environment: 'aws://unknown-account/us-east-2' },
    'its stack Main has no account, Region or template',
  ],
  ['no stack', { type: 'cdk:asset-manifest' }, 'it has 0 stacks'],
  ['a type that is none', { type: 1 }, /^manifest\.json is not as the CDK writes it: /],
])('a manifest that will not do is refused: %s', (_, changes, said) => {
  const [, rest = ''] = problem(assembly(changes)).split('(npm run synth): ');
  expect(rest).toMatch(said);
});

test('a template has 500 resources at most', () => {
  const many = (count: number) => ({
    Resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [`Topic${index}`, RESOURCES.Topic])),
  });
  expect(stacksOfUntrusted(assembly({}, { 'Main.json': many(500) }))).toHaveLength(1);
  expect(problem(assembly({}, { 'Main.json': many(501) }))).toMatch(
    /Main\.json is not as the CDK writes it: .*500 at most/,
  );
});

test('a resource is one, and a file is no larger than any template can be', () => {
  expect(problem(assembly({}, { 'Main.json': { Resources: { Topic: null } } }))).toMatch(
    /Main\.json is not as the CDK/,
  );
  const directory = assembly();
  fs.writeFileSync(path.join(directory, 'Main.json'), ' '.repeat(8 * 1024 * 1024 + 1));
  expect(problem(directory)).toContain('its Main.json has 8388609 bytes, more than 8388608');
  fs.writeFileSync(path.join(directory, 'Main.json'), '{');
  expect(problem(directory)).toContain('Main.json is no JSON');
});
