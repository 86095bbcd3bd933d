import { resolveGitHub, type GitHubConfig } from '../../lib/config/git-hub';
import { EXAMPLE } from '../helpers';

const LEAST: GitHubConfig = { repository: 'octo/site', account: EXAMPLE.account };

function messageOf(config: object): string {
  try {
    resolveGitHub(config as GitHubConfig, [EXAMPLE]);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing is wrong';
}

test('two fields have no default', () => {
  expect(resolveGitHub(LEAST, [EXAMPLE])).toEqual({
    ...LEAST,
    region: 'us-east-1',
    branch: 'main',
    environment: 'production',
  });
});

const REPOSITORY =
  'github.repository must be owner/name, or owner@id/name@id for a repository that was made or renamed since 15 July 2026';

test.each<[string, object, string]>([
  ['no repository', { repository: undefined }, `${REPOSITORY}, got: undefined`],
  ['an owner alone', { repository: 'octo' }, `${REPOSITORY}, got: "octo"`],
  ['a pattern', { repository: 'octo/*' }, `${REPOSITORY}, got: "octo/*"`],
  ['an address', { repository: 'https://github.com/octo/site' }, `${REPOSITORY}, got: "https://github.com/octo/site"`],
  ['a number', { account: 123456789012 }, 'github.account must be a string of 12 digits, got: 123456789012'],
  ['a stranger', { account: '999999999999' }, 'github.account must be the account of a site, got: "999999999999"'],
  ['no Region', { region: 'mars-1' }, 'github.region must be a commercial AWS Region known to CDK, got: "mars-1"'],
  ['every branch', { branch: '*' }, 'github.branch must be the name of a branch, got: "*"'],
  ['another claim', { environment: 'a:b' }, 'github.environment must be the name of an environment, got: "a:b"'],
  [
    "somebody else's provider",
    { providerArn: 'arn:aws:iam::123456789012:oidc-provider/example.com' },
    'github.providerArn must be the ARN of GitHub\'s OIDC provider, got: "arn:aws:iam::123456789012:oidc-provider/example.com"',
  ],
  [
    'a provider elsewhere',
    { providerArn: 'arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com' },
    'github.providerArn must be in the account 123456789012, ' +
      'got: "arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com"',
  ],
  [
    'a misspelt field',
    { brunch: 'main' },
    'github.brunch must be a documented field (see lib/config/git-hub.ts), got: "main"',
  ],
])('fails when it has %s', (_, fields, problem) => {
  expect(messageOf({ ...LEAST, ...fields })).toBe(`the configuration of GitHub has a problem:\n  - ${problem}`);
});

test('fails with every problem at once', () => {
  expect(messageOf({ repository: 'octo', account: '1' })).toMatch(
    /has 2 problems:\n {2}- github\.repo.*\n {2}- github\.acc/,
  );
});

test.each(['octo/site', 'octo-cat/my.site_2', 'octo@1/site@23'])('%s is a repository', (repository) => {
  expect(messageOf({ ...LEAST, repository })).toBe('nothing is wrong');
});
