import { DEPLOYED_CHECKS } from '../../../../lib/operate/doctor/deployed/checks';
import type { AssemblySource } from '../../../../lib/rules/assembly/assembly-source';
import type { Site } from '../../../../lib/site-config';
import { exampleSite } from '../../../helpers';
import { found } from './found';
import { healthyHttpsSite, HTTPS_SITE, HTTPS_WEBSITE_TEMPLATE } from './healthy-https-site';
import { healthySite, SITE, TEMPLATE } from './healthy-site';

/** Those ask what is on the internet, which no mock of AWS has. */
const OF_THE_INTERNET = ['dns-answers', 'answers-alike', 'alternate-names-redirect', 'certificate-served'];

/** Those that have something to look at, on AWS. */
function checksOf(site: Site): string[] {
  const needed = DEPLOYED_CHECKS.filter((check) => check.needless?.(site) === undefined);
  return needed.map(({ id }) => id).filter((id) => !OF_THE_INTERNET.includes(id));
}

test.each(checksOf(SITE))('%s finds nothing on a healthy site', async (id) => {
  healthySite();
  const stack = { stackName: 'site-example-com-Website', region: 'us-east-2', template: TEMPLATE };
  const synthesized = () => Promise.resolve({ stacks: [stack] } as unknown as AssemblySource);
  expect(await found(id, { synthesized })).toEqual([]);
});

test.each(checksOf(HTTPS_SITE))('%s finds nothing on a healthy site of the https mode', async (id) => {
  healthyHttpsSite();
  const stack = { stackName: 'site-example-com-Website', region: 'us-east-2', template: HTTPS_WEBSITE_TEMPLATE };
  const synthesized = () => Promise.resolve({ stacks: [stack] } as unknown as AssemblySource);
  expect(await found(id, { site: HTTPS_SITE, synthesized })).toEqual([]);
});

test('an engaged switch and an unfinished drill come before everything else', () => {
  expect(DEPLOYED_CHECKS.slice(0, 2).map(({ id }) => id)).toEqual(['switch-released', 'no-unfinished-drill']);
});

test('every check has an id of its own, and is about a deployed site', () => {
  expect(new Set(DEPLOYED_CHECKS.map(({ id }) => id)).size).toBe(DEPLOYED_CHECKS.length);
  expect(DEPLOYED_CHECKS.every((check) => check.of === 'a deployed site')).toBe(true);
});

test.each([
  ['alarms-reach-somebody', {}, 'the alarms tell nobody: alarmEmail in bin/sites.ts names who is told'],
  ['alarms-reach-somebody', { alarmEmail: 'alarms@example.com' }, undefined],
  ['alternate-names-redirect', { alternateNames: [] }, 'the site has no alternate names'],
  ['alternate-names-redirect', {}, undefined],
])('%s is needless where there is nothing to look at (%j)', (id, settings, why) => {
  const check = DEPLOYED_CHECKS.find((one) => one.id === id);
  expect(check?.needless?.(exampleSite(settings))).toBe(why);
});

test('a check may ask about the resources of the site, and no others', () => {
  const site = exampleSite();
  const permissions = DEPLOYED_CHECKS.flatMap((check) => check.permissions);
  const resources = permissions.flatMap((permission) => permission.resources(site));
  // the ids of health checks, distributions and policies are known to AWS alone
  const open =
    /^arn:aws:(route53:::healthcheck|cloudfront::(123456789012)?:(distribution|response-headers-policy))\/\*$/;
  const own = /example-com-|::example\.com$|hostedzone\/Z0123456789EXAMPLE$|:123456789012:alarm:\*$/;
  expect(resources.filter((resource) => !open.test(resource) && !own.test(resource))).toEqual([]);
});
