import {
  BOTH_UNAVAILABLE,
  HEALTH_OBJECT_DELETED,
  PRIMARY_UNAVAILABLE,
  PRIMARY_UNREACHABLE,
  SCENARIOS,
  type Scenario,
} from './scenarios';

const BY_THE_OTHER_ORIGIN = { movesDns: false, service: 'by the other origin' } as const;

/** Whoever engages it needs S3 in the secondary Region, and nothing besides. */
const SWITCH_ENGAGED: Scenario = {
  id: 'switch-engaged',
  title: ({ secondaryRegion }) =>
    `the operator's switch is engaged in ${secondaryRegion}; nothing is changed in us-east-1`,
  movesDns: true,
  service: 'always',
  lose: (losses) => losses.engageSwitch(),
  over: 'the switch is released',
  restore: (losses) => losses.releaseSwitch(),
};

/** Of a site whose secondary speaks HTTPS, and whose CloudFront has both buckets. */
const HTTPS_SCENARIOS: readonly Scenario[] = [
  {
    id: 'cloudfront-unreachable',
    title: () => 'CloudFront accepts no connections',
    movesDns: true,
    service: 'after DNS has moved',
    lose: (losses) => losses.loseCloudFront('refused'),
    restore: (losses) => losses.restoreCloudFront(),
  },
  {
    id: 'cloudfront-silent',
    title: () => 'CloudFront leaves whoever asks without an answer',
    movesDns: true,
    service: 'after DNS has moved',
    lose: (losses) => losses.loseCloudFront('silent'),
    restore: (losses) => losses.restoreCloudFront(),
  },
  { ...PRIMARY_UNAVAILABLE, ...BY_THE_OTHER_ORIGIN },
  { ...PRIMARY_UNREACHABLE, ...BY_THE_OTHER_ORIGIN },
  {
    id: 'primary-silent',
    title: ({ primaryRegion }) => `S3 in ${primaryRegion}, the primary Region, leaves whoever asks without an answer`,
    ...BY_THE_OTHER_ORIGIN,
    lose: (losses) => losses.loseS3(losses.primaryRegion, 'silent'),
    restore: (losses) => losses.restoreS3(losses.primaryRegion),
  },
  HEALTH_OBJECT_DELETED,
  {
    id: 'checkers-locked-out',
    title: () => 'the policies of the buckets lose the statements of the health checkers',
    // CloudFront is asked, whom other statements admit; a switch that nobody can read is released
    movesDns: false,
    service: 'always',
    lose: (losses) => losses.loseCheckersStatements(),
    restore: (losses) => losses.restoreCheckersStatements(),
  },
  {
    id: 'secondary-unavailable',
    title: ({ secondaryRegion }) => `${secondaryRegion}, the secondary Region, is lost: its S3 and its API Gateway`,
    movesDns: false,
    service: 'always',
    lose: async (losses) => {
      await losses.loseS3(losses.secondaryRegion, 'unavailable');
      await losses.loseApi();
    },
    restore: async (losses) => {
      await losses.restoreS3(losses.secondaryRegion);
      await losses.restoreApi();
    },
  },
  BOTH_UNAVAILABLE,
];

/** What can happen to a site, the first being what it is made for. */
export function scenariosOf(site: { readonly secondarySpeaksHttps: boolean; readonly hasSwitch: boolean }): Scenario[] {
  const scenarios = site.secondarySpeaksHttps ? HTTPS_SCENARIOS : SCENARIOS;
  return [...scenarios, ...(site.hasSwitch ? [SWITCH_ENGAGED] : [])];
}

/** Names of the scenarios of any site. */
export const SCENARIO_IDS: readonly string[] = [
  ...new Set([...SCENARIOS, ...HTTPS_SCENARIOS, SWITCH_ENGAGED].map(({ id }) => id)),
];
