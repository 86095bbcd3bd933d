import type { Rule } from '../rule';
import { atMost, inForm, oneOf, required } from './checks';
import { behaviorsOf, configOf, DISTRIBUTION, originGroupsOf, originsOf } from './model';

const CONFIG = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html';

const LEGACY = { CNAMEs: 'Aliases', S3Origin: 'Origins', CustomOrigin: 'Origins', CallerReference: 'nothing' };

/** Settings of a distribution as a whole. */
export const distributionRules: readonly Rule[] = [
  {
    id: 'cloudfront-is-enabled',
    severity: 'error',
    sentence: 'A distribution answers: it is enabled, and neither staging nor a template for tenants.',
    page: CONFIG,
    types: [DISTRIBUTION],
    *check(distribution) {
      const enabled = configOf(distribution).at('Enabled');
      const staging = configOf(distribution).at('Staging');
      const mode = configOf(distribution).at('ConnectionMode');
      if (enabled.flag !== true) {
        yield {
          at: enabled,
          wrong: `the distribution answers nobody (${String(enabled)})`,
          write: 'set Enabled to true',
        };
      }
      if (staging.flag === true) {
        yield { at: staging, wrong: 'a staging distribution answers for no alias', write: 'remove Staging' };
      }
      if (mode.text === 'tenant-only') {
        yield { at: mode, wrong: 'the distribution serves tenants alone', write: 'set ConnectionMode to direct' };
      }
    },
  },
  {
    id: 'cloudfront-settings',
    severity: 'error',
    sentence: 'A distribution has settings that CloudFront knows.',
    page: CONFIG,
    types: [DISTRIBUTION],
    *check(distribution) {
      const config = configOf(distribution);
      yield* oneOf(config.at('HttpVersion'), ['http1.1', 'http2', 'http3', 'http2and3']);
      yield* oneOf(config.at('PriceClass'), ['PriceClass_100', 'PriceClass_200', 'PriceClass_All']);
      yield* oneOf(config.at('ConnectionMode'), ['direct', 'tenant-only']);
      yield* atMost(config.at('Comment'), 128);
      for (const [name, instead] of Object.entries(LEGACY)) {
        if (config.at(name).exists) {
          yield { at: config.at(name), wrong: `${name} is no longer a setting`, write: `write ${instead} instead` };
        }
      }
      if (config.at('TenantConfig').exists && config.at('ConnectionMode').text !== 'tenant-only') {
        yield { at: config.at('TenantConfig'), wrong: 'the distribution has no tenants', write: 'remove TenantConfig' };
      }
      const deployment = config.at('ContinuousDeploymentPolicyId');
      if (deployment.text && config.at('HttpVersion').text?.includes('3')) {
        yield {
          at: deployment,
          wrong: 'continuous deployment does not work with HTTP/3',
          write: 'remove ContinuousDeploymentPolicyId',
        };
      }
    },
  },
  {
    id: 'cloudfront-geo-restriction',
    severity: 'error',
    sentence: 'A geo restriction lists countries, unless it is none.',
    page: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GeoRestriction.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      const restriction = configOf(distribution).at('Restrictions.GeoRestriction');
      const type = restriction.at('RestrictionType');
      const locations = restriction.at('Locations');
      if (restriction.exists) {
        yield* required(type, 'set RestrictionType to none');
      }
      yield* oneOf(type, ['none', 'whitelist', 'blacklist']);
      if (type.exists && (type.text === 'none') !== (locations.list.length === 0)) {
        yield {
          at: locations,
          wrong: `the restriction is ${String(type)}, with ${locations.list.length} countries`,
          write: type.text === 'none' ? 'remove Locations' : 'list the countries in Locations',
        };
      }
      for (const location of locations.list) {
        yield* inForm(location, /^[A-Z]{2}$/, 'write a country by its two letters, in capitals');
      }
    },
  },
  {
    id: 'cloudfront-is-open-to-the-world',
    severity: 'warning',
    sentence: 'No visitor is locked out for the country that they are in.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      const at = configOf(distribution).at('Restrictions.GeoRestriction.RestrictionType');
      if (at.text === 'whitelist' || at.text === 'blacklist') {
        yield { at, wrong: `visitors of some countries get a 403 (${at.text})`, write: 'set RestrictionType to none' };
      }
    },
  },
  {
    id: 'cloudfront-quotas',
    severity: 'warning',
    sentence: 'A distribution stays within the quotas that an account has at first.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      const counts: [string, number, number][] = [
        ['alternate names', configOf(distribution).at('Aliases').list.length, 100],
        ['behaviors', behaviorsOf(distribution).length, 75],
        ['origins', originsOf(distribution).length, 100],
        ['origin groups', originGroupsOf(distribution).length, 10],
      ];
      for (const [what, count, quota] of counts) {
        if (count > quota) {
          yield { wrong: `the distribution has ${count} ${what}`, write: `keep to ${quota}, or have the quota raised` };
        }
      }
    },
  },
];
