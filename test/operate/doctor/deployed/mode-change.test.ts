import { GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetResponseHeadersPolicyCommand } from '@aws-sdk/client-cloudfront';
import type { SiteConfig } from '../../../../lib/site-config';
import { exampleSite } from '../../../helpers';
import { synthesized } from '../../../rules/synthesized';
import { found, fixes } from './found';
import { hstsPolicy } from './healthy-https-site';
import { healthySite, type HealthySite } from './healthy-site';

/** Every state of a site on its way there and back. */
const STATES = {
  website: {},
  'website with a switch': { manualSwitch: true },
  'website with a retired switch': { manualSwitch: 'retired' },
  'to https': { secondaryEndpoint: 'https', retiredEndpoint: 'website' },
  https: { secondaryEndpoint: 'https' },
  'https, ending': { secondaryEndpoint: 'https', hsts: 'ending' },
  'to website': { secondaryEndpoint: 'website', retiredEndpoint: 'https' },
} as const satisfies Record<string, Partial<SiteConfig>>;

type State = keyof typeof STATES;

const deployments = new Map<State, ReturnType<typeof synthesized>['stacks']>();

beforeAll(() => {
  (Object.keys(STATES) as State[]).forEach((state) => deployments.set(state, synthesized(STATES[state]).stacks));
});

let aws: HealthySite;

/** The templates that the app synthesizes, as CloudFormation gives them back. */
function deployed(state: State): void {
  aws = healthySite();
  for (const { stackName, template } of deployments.get(state) ?? []) {
    aws.cloudFormation
      .on(GetTemplateCommand, { StackName: stackName })
      .resolves({ TemplateBody: JSON.stringify(template) });
    const StackResourceSummaries = Object.entries(template.Resources ?? {}).map(([LogicalResourceId, { Type }]) => ({
      LogicalResourceId,
      ResourceType: Type,
      PhysicalResourceId: `physical-${LogicalResourceId}`,
      ResourceStatus: 'CREATE_COMPLETE' as const,
      LastUpdatedTimestamp: new Date(0),
    }));
    aws.cloudFormation.on(ListStackResourcesCommand, { StackName: stackName }).resolves({ StackResourceSummaries });
  }
}

const change = (from: State, to: State) => {
  deployed(from);
  return found('mode-change', { site: exampleSite(STATES[to]) });
};

test.each<[State, State]>([
  ['website', 'website'],
  ['website', 'website with a switch'],
  ['website with a switch', 'website with a retired switch'],
  ['website with a retired switch', 'website'],
  ['website', 'to https'],
  ['website with a switch', 'to https'],
  ['to https', 'https'],
  ['to https', 'to website'],
  ['https', 'https'],
  ['https', 'https, ending'],
  ['https, ending', 'https'],
  ['to website', 'website'],
  ['to website', 'to https'],
])('from %s to %s passes', async (from, to) => {
  expect(await change(from, to)).toEqual([]);
});

test.each<[State, State, string, RegExp]>([
  [
    'website',
    'https',
    'website',
    /^set retiredEndpoint: 'website' in bin\/sites\.ts for one deployment, .*docs\/changing-mode\.md/,
  ],
  ['to website', 'https', 'website', /^set retiredEndpoint: 'website'/],
  ['to https', 'website', 'https', /^set retiredEndpoint: 'https'/],
])('from %s to %s is a step too many: DNS still leads to the endpoint %s', async (from, to, endpoint, fix) => {
  expect((await change(from, to))[0]).toBe(
    `error: the records of the deployed site lead to the endpoint '${endpoint}', which the configuration does away with`,
  );
  expect((await fixes('mode-change', { site: exampleSite(STATES[to]) }))[0]).toMatch(fix);
});

test('a switch that the records follow is not done away with at once', async () => {
  expect(await change('website with a switch', 'website')).toEqual([
    'error: the records of example.com follow the switch, which the configuration does away with',
  ]);
});

describe('HTTPS is given up at the secondary', () => {
  const NOW = new Date('2026-11-25T12:00:00Z');
  const YEARS_AGO = new Date('2024-11-25T12:00:00Z');
  const endedAt = (moment: Date) => {
    deployed('https, ending');
    aws.cloudFront.on(GetResponseHeadersPolicyCommand).resolves(hstsPolicy(0, moment));
  };
  const leaving = (settings: Partial<SiteConfig> = {}) =>
    found('mode-change', { site: exampleSite({ ...STATES['to website'], ...settings }), now: NOW });

  test('not while browsers are told to come over HTTPS alone', async () => {
    expect(await change('https', 'to website')).toEqual([
      'error: visitors are told to come over HTTPS alone for 31536000 s (HSTS), and the configuration gives HTTPS up at the secondary',
    ]);
    expect((await fixes('mode-change', { site: exampleSite(STATES['to website']) }))[0]).toMatch(
      /^keep to secondaryEndpoint: 'https' alone, set hsts: 'ending', deploy, and wait for 365 days/,
    );
  });

  test('nor by way of both endpoints, where the header is not sent any more', async () => {
    expect(await change('https', 'to https')).toHaveLength(1);
    endedAt(new Date('2026-11-01T00:00:00Z'));
    expect(await leaving(STATES['to https'])).toHaveLength(1);
    endedAt(YEARS_AGO);
    expect(await leaving(STATES['to https'])).toEqual([]);
  });

  test('not before the last browser has forgotten it', async () => {
    endedAt(new Date('2026-11-01T00:00:00Z'));
    expect(await leaving()).toEqual([
      'error: browsers are told to forget HSTS since 2026-11-01T00:00:00.000Z, and may remember it until 2027-11-01T00:00:00.000Z',
    ]);
  });

  test('it passes when all have, after as long as they were told before', async () => {
    endedAt(YEARS_AGO);
    expect(await leaving()).toEqual([]);
    endedAt(new Date('2026-11-25T10:59:59Z'));
    expect(await leaving({ hstsMaxAgeSeconds: 3600 })).toEqual([]);
    expect(await leaving({ hstsMaxAgeSeconds: 3602 })).toHaveLength(1);
  });

  test('nobody knows when its policy is gone', async () => {
    deployed('https, ending');
    aws.cloudFront
      .on(GetResponseHeadersPolicyCommand)
      .rejects(Object.assign(new Error('gone'), { name: 'NoSuchResponseHeadersPolicy' }));
    expect(await leaving()).toEqual([
      'error: nobody can tell since when browsers are told to forget HSTS: its policy is not there',
    ]);
  });

  test('the policy that was deployed is asked for', async () => {
    endedAt(YEARS_AGO);
    await leaving();
    const [call] = aws.cloudFront.commandCalls(GetResponseHeadersPolicyCommand);
    expect(call?.args[0].input.Id).toMatch(/^physical-DeliverySecurityHeaders/);
  });
});
