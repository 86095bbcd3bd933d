import { siteOf } from '../../lib/rehearsal/site';
import { Assembly } from '../../lib/rules/assembly/assembly';
import type { SiteConfig } from '../../lib/site-config';
import { set } from '../rules/mutable-app';
import { synthesized } from '../rules/synthesized';
import { distribution } from './cloudfront/origin';
import { changed, zoneOf } from './route53/example';

const HTTPS: Partial<SiteConfig> = { secondaryEndpoint: 'https' };

const site = (settings: Partial<SiteConfig> = {}) => siteOf(new Assembly(synthesized(settings)));

test('with an S3 website, the health check of the primary bucket decides', () => {
  const { check, primaryCheck, switch: manual, secondarySpeaksHttps } = site();
  expect(check.path).toContain('OriginHealthCheck');
  expect([primaryCheck, manual, secondarySpeaksHttps]).toEqual([check, undefined, false]);
});

test('with an HTTPS endpoint, the health check of CloudFront and the switch decide together', () => {
  const found = site(HTTPS);
  const { check, primaryCheck, switch: manual, secondarySpeaksHttps, primary } = found;
  expect(check.path).toContain('Decision');
  expect(primaryCheck.path).toContain('DistributionHealthCheck');
  expect(found.watchesDistribution(primaryCheck)).toBe(true);
  expect([manual?.check.path, manual?.key]).toEqual([expect.stringContaining('Switch'), 'failover-switch']);
  expect(secondarySpeaksHttps).toBe(true);
  // of the two buckets that CloudFront reads
  expect(primary.path).toContain('PrimaryBucket');
});

test('an alternate name is no site of its own, even where no bucket may have it', () => {
  const domainName = 'xn--bcher-kva.example';
  const alternateNames = [`www.${domainName}`, `a.xn--bcher-kva.example`];
  const found = site({ ...HTTPS, domainName, alternateNames, hostedZoneName: domainName });
  expect(found.domainName).toBe(domainName);
});

test('a visitor waits for the first origin as long as its settings say', () => {
  const https = new Assembly(synthesized(HTTPS));
  const origin = https.all('AWS::CloudFront::Distribution')[0]?.at('DistributionConfig.Origins').list[0];
  const seconds = [origin?.at('ConnectionTimeout').number, origin?.at('S3OriginConfig.OriginReadTimeout').number];
  expect(seconds).toEqual([1, 1]);
  const lost = () => Promise.reject(new Error());
  const attempts = set('Website/Delivery/Distribution', 'DistributionConfig.Origins.0.ConnectionAttempts', 2);
  // by default 10 s to connect and 30 s to answer
  expect(distribution(lost, attempts).longestWait).toBe(80_000);
});

test('an alias to an API whose own health should count is not understood', () => {
  const alias = { DNSName: 'd-1.execute-api.us-west-2.amazonaws.com', HostedZoneId: 'Z1', EvaluateTargetHealth: true };
  const assembly = changed(set('Website/Aliases/example.com/Secondary', 'AliasTarget', alias));
  expect(() => zoneOf(assembly)).toThrow('AliasTarget.EvaluateTargetHealth');
});
