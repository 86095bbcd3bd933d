import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { BUCKET } from './model';

const SETTINGS =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-websiteconfiguration.html';
const ROUTING = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html';
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

/** What S3 takes as a website. */
export const websiteRules: readonly Rule[] = [
  {
    id: 'websites-have-an-index',
    severity: 'error',
    sentence: 'A website has an IndexDocument, which has no slash, or redirects all requests and nothing else.',
    page: SETTINGS,
    types: [BUCKET],
    *check(bucket) {
      const website = bucket.at('WebsiteConfiguration');
      const [index, error] = [website.at('IndexDocument'), website.at('ErrorDocument')];
      if (!website.exists) {
        return;
      }
      if (website.at('RedirectAllRequestsTo').exists) {
        for (const at of [index, error, website.at('RoutingRules')].filter((other) => other.exists)) {
          yield { at, wrong: `${bucket.ref} redirects all requests, but has more settings`, write: 'remove it' };
        }
      } else if (!index.text || index.text.includes('/')) {
        yield { at: index, wrong: `the IndexDocument is ${String(index)}`, write: 'write a file name, index.html' };
      }
      if (error.exists && (!error.text || error.text.startsWith('/') || error.text.length > 1024)) {
        yield { at: error, wrong: `the ErrorDocument is ${String(error)}`, write: 'write a key without leading slash' };
      }
    },
  },
  {
    id: 'website-redirects-are-valid',
    severity: 'error',
    sentence: 'A redirect names a host without scheme or path, a protocol that S3 knows, and one key or prefix.',
    page: ROUTING,
    types: [BUCKET],
    *check(bucket) {
      for (const redirect of redirectsOf(bucket)) {
        const [host, protocol, code] = ['HostName', 'Protocol', 'HttpRedirectCode'].map((name) => redirect.at(name));
        if (redirect.place.endsWith('RedirectAllRequestsTo') ? !host?.exists : redirect.entries.length === 0) {
          yield { at: host, wrong: 'the redirect leads nowhere', write: 'set HostName' };
        } else if (host?.exists && !HOST.test(host.text ?? '')) {
          yield { at: host, wrong: `the host is ${String(host)}`, write: 'write a host name alone' };
        }
        if (protocol?.exists && !['http', 'https'].includes(protocol.text ?? '')) {
          yield { at: protocol, wrong: `the protocol is ${String(protocol)}`, write: 'write http or https' };
        }
        if (code?.exists && !/^30[1-8]$/.test(code.text ?? '')) {
          yield { at: code, wrong: `the code is ${String(code)}`, write: 'write 301, 302, 303, 307 or 308' };
        }
        if (redirect.at('ReplaceKeyWith').exists && redirect.at('ReplaceKeyPrefixWith').exists) {
          yield { at: redirect, wrong: 'the redirect replaces the key and its prefix', write: 'choose one' };
        }
      }
    },
  },
  {
    id: 'website-routing-is-valid',
    severity: 'error',
    sentence: 'A website has at most 50 routing rules, each with a redirect and a condition that some requests meet.',
    page: ROUTING,
    types: [BUCKET],
    *check(bucket) {
      const rules = bucket.at('WebsiteConfiguration.RoutingRules');
      if (rules.list.length > 50) {
        yield { at: rules, wrong: `there are ${rules.list.length} routing rules`, write: 'write 50 at most' };
      }
      for (const rule of rules.list) {
        yield* wrongRouting(rule);
      }
    },
  },
];

export function redirectsOf(bucket: Resource): Value[] {
  const website = bucket.at('WebsiteConfiguration');
  const all = website.at('RedirectAllRequestsTo');
  return [...(all.exists ? [all] : []), ...website.at('RoutingRules').list.map((rule) => rule.at('RedirectRule'))];
}

function* wrongRouting(rule: Value): Generator<Problem> {
  const condition = rule.at('RoutingRuleCondition');
  const code = condition.at('HttpErrorCodeReturnedEquals');
  if (!rule.at('RedirectRule').exists) {
    yield { at: rule, wrong: 'the routing rule has no redirect', write: 'set RedirectRule' };
  }
  if (!code.exists && !condition.at('KeyPrefixEquals').text) {
    yield { at: condition, wrong: 'the routing rule is about every request', write: 'set RoutingRuleCondition' };
  }
  if (code.exists && !/^[45]\d\d$/.test(code.text ?? '')) {
    yield { at: code, wrong: `the routing rule is about the code ${String(code)}`, write: 'write 400 to 599' };
  }
}
