import type { Rule } from '../rule';
import { hostName } from '../site';
import { inForm, nameOf, repeated, required } from './checks';
import { aliasesOf, answersFor, behaviorsOf, DISTRIBUTION, originGroupsOf, originsOf, s3Host } from './model';

const ORIGIN = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html';

/** A token stands for what a deployment gives. */
const HOST = /^(?=.{1,253}$)([a-z0-9_-]|\$\{[^}]+\})+(\.([a-z0-9_-]|\$\{[^}]+\})+)*$/i;

/** The origins of a distribution: what each may say, and that behaviors find theirs. */
export const originRules: readonly Rule[] = [
  {
    id: 'cloudfront-origin-ids',
    severity: 'error',
    sentence: 'A distribution has an origin, each origin and origin group an id of its own.',
    page: ORIGIN,
    types: [DISTRIBUTION],
    *check(distribution) {
      const ids = [...originsOf(distribution), ...originGroupsOf(distribution)].map((one) => one.at('Id'));
      if (originsOf(distribution).length === 0) {
        yield { wrong: 'the distribution has no origin', write: 'add the primary bucket to Origins' };
      }
      for (const id of ids) {
        yield* required(id, 'give it an id');
        yield* inForm(id, /^[^]{1,128}$/, 'write 1 to 128 characters');
      }
      yield* repeated(ids, (id) => id.text);
    },
  },
  {
    id: 'cloudfront-targets-exist',
    severity: 'error',
    sentence: 'Every behavior targets an origin or an origin group of its distribution.',
    page: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      const all = [...originsOf(distribution), ...originGroupsOf(distribution)];
      const ids = new Set(all.map((one) => one.at('Id').text));
      for (const at of behaviorsOf(distribution).map((behavior) => behavior.at('TargetOriginId'))) {
        if (!at.exists || !ids.has(at.text)) {
          yield {
            at,
            wrong: `${nameOf(at)} is ${String(at)}, which is no origin of the distribution`,
            write: `write one of ${[...ids].join(', ')}`,
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-kind',
    severity: 'error',
    sentence: 'An origin is of one kind: S3, custom or in a VPC.',
    page: ORIGIN,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const origin of originsOf(distribution)) {
        const kinds = ['S3OriginConfig', 'CustomOriginConfig', 'VpcOriginConfig'].filter((k) => origin.at(k).exists);
        if (kinds.length !== 1) {
          yield {
            at: origin,
            wrong: `${nameOf(origin)} has ${kinds.join(' and ') || 'no configuration of its kind'}`,
            write: 'give an S3 bucket S3OriginConfig, anything else CustomOriginConfig',
          };
        } else if (kinds[0] === 'S3OriginConfig' && !s3Host(origin.at('DomainName').text)) {
          yield {
            at: origin.at('DomainName'),
            wrong: `${String(origin.at('DomainName'))} has S3OriginConfig, but is no hostname of S3`,
            write: "write the bucket's regional hostname, or give the origin CustomOriginConfig",
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-host',
    severity: 'error',
    sentence: 'An origin is named by a host name alone, which is none of the names that the distribution answers for.',
    page: ORIGIN,
    types: [DISTRIBUTION],
    *check(distribution) {
      const aliases = aliasesOf(distribution);
      for (const at of originsOf(distribution).map((origin) => origin.at('DomainName'))) {
        const host = hostName(at.text);
        yield* required(at, "write the bucket's regional hostname");
        yield* inForm(at, HOST, 'write a host name without scheme, port or path');
        if ([...aliases, hostName(distribution.attribute('DomainName'))].some((alias) => answersFor(alias, host))) {
          yield {
            at,
            wrong: `${host} is the distribution itself: a loop`,
            write: "write the bucket's regional hostname",
          };
        }
      }
    },
  },
];
