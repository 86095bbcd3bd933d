import type { Resource } from '../../rules/assembly/resource';
import { hostName } from '../../rules/site';
import { NotUnderstood } from '../not-understood';
import { CALCULATED_SETTINGS } from './calculated-check';
import { CHECKER_ADDRESSES } from './checker-addresses';
import { understands } from './understood';

/** What a health check asks, and how often. */
export interface HealthCheckSettings {
  readonly host: string;
  readonly path: string;
  readonly secure: boolean;
  readonly searchString?: string;
  /** In milliseconds. */
  readonly interval: number;
  /** Answers in a row that change a checker's mind. */
  readonly threshold: number;
  readonly inverted: boolean;
  /** Where its checkers are. */
  readonly regions: readonly string[];
}

const TYPE = /^HTTP(S?)(_STR_MATCH)?$/;
const ALL_REGIONS = [...new Set(CHECKER_ADDRESSES.map(({ region }) => region))];

/**
 * The settings of an `AWS::Route53::HealthCheck`, with Route 53's defaults.
 *
 * @throws NotUnderstood for a setting that Route 53 refuses too, or that is not rehearsed
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export function settingsOf(check: Resource): HealthCheckSettings {
  const setting = (name: string) => check.at('HealthCheckConfig').at(name);
  const refuse = (name: string): never => {
    throw new NotUnderstood(check.path, `${setting(name).place}: ${String(setting(name))}`);
  };
  const expect = (name: string, isRight: boolean) => {
    if (!isRight) {
      refuse(name);
    }
  };

  for (const [name] of check.at('HealthCheckConfig').entries) {
    const isUnderstood = understands('AWS::Route53::HealthCheck', `HealthCheckConfig.${name}`);
    expect(name, isUnderstood && !CALCULATED_SETTINGS.includes(name));
  }
  const [, secured, matches] = TYPE.exec(setting('Type').text ?? '') ?? refuse('Type');
  const secure = secured !== '';
  const searchString = setting('SearchString').text;
  expect('SearchString', (searchString !== undefined) === (matches !== undefined) && searchString !== '');
  const host = hostName(setting('FullyQualifiedDomainName').text);
  expect('FullyQualifiedDomainName', host !== '');
  // S3 listens at these alone, and a request of a rehearsal has no port
  expect('Port', (setting('Port').number ?? (secure ? 443 : 80)) === (secure ? 443 : 80));
  const path = setting('ResourcePath').text ?? '/';
  expect('ResourcePath', path.startsWith('/'));
  const interval = setting('RequestInterval').number ?? 30;
  expect('RequestInterval', interval === 10 || interval === 30);
  const threshold = setting('FailureThreshold').number ?? 3;
  expect('FailureThreshold', Number.isInteger(threshold) && threshold >= 1 && threshold <= 10);
  const regions = setting('Regions').exists ? setting('Regions').texts : ALL_REGIONS;
  expect('Regions', new Set(regions).size >= 3 && regions.every((region) => ALL_REGIONS.includes(region)));
  return {
    host,
    path,
    secure,
    searchString,
    interval: interval * 1000,
    threshold,
    inverted: setting('Inverted').flag ?? false,
    regions,
  };
}
