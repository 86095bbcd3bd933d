import { judge } from '../../lib/rules/judge';
import { Assembly } from '../../lib/rules/assembly/assembly';
import { ALL_RULES } from '../../lib/rules/all-rules';
import { synthesized } from './synthesized';
import type { SiteConfig } from '../../lib/site-config';
const STATES: Record<string, Partial<SiteConfig>> = {
  W: {},
  'W switch': { manualSwitch: true },
  'W retired switch': { manualSwitch: 'retired' },
  'H+W': { secondaryEndpoint: 'https', retiredEndpoint: 'website' },
  H: { secondaryEndpoint: 'https' },
  'H ending': { secondaryEndpoint: 'https', hsts: 'ending' },
  'W+H': { secondaryEndpoint: 'website', retiredEndpoint: 'https' },
  'W+H switch': { secondaryEndpoint: 'website', retiredEndpoint: 'https', manualSwitch: true },
  'H no content': { secondaryEndpoint: 'https', contentPath: false },
  'H cert': { secondaryEndpoint: 'https', secondaryCertificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-0000-0000-000000000000' },
  'H email 30s rtc': { secondaryEndpoint: 'https', alarmEmail: 'a@example.com', replicationTimeControl: true, healthCheck: { intervalSeconds: 30, failureThreshold: 3, path: '/health.txt' }, removalPolicy: 'destroy' },
  'H dev': { secondaryEndpoint: 'https', domainName: 'example.dev' },
  'H bucket': { secondaryEndpoint: 'https', secondaryBucketName: 'my-replica' },
};
test.each(Object.entries(STATES))('%s', (_, settings) => {
  const { findings, acknowledged, unjudged } = judge(new Assembly(synthesized(settings)), ALL_RULES);
  const short = (f: any) => [f.id, f.path, f.message, f.place, f.why, f.reason].join(' | ');
  expect([...findings.map(short), ...acknowledged.map((a) => 'ACK ' + short(a)), ...unjudged.map((a) => 'UNJ ' + short(a))]).toEqual([]);
});
