import { all, remove, set } from '../../mutable-app';
import { REDIRECT, SECONDARY, type Part } from './paths';

const WEBSITE = 'WebsiteConfiguration';
const TO = `${WEBSITE}.RedirectAllRequestsTo`;
const RULES = `${WEBSITE}.RoutingRules`;
const moved = { RoutingRuleCondition: { KeyPrefixEquals: 'old/' }, RedirectRule: { ReplaceKeyPrefixWith: 'new/' } };

export const website: Part = {
  broken: {
    'websites-have-an-index': {
      'the index is missing': remove(SECONDARY, `${WEBSITE}.IndexDocument`),
      'the index has a slash': set(SECONDARY, `${WEBSITE}.IndexDocument`, '/index.html'),
      'a website that also redirects everything': set(SECONDARY, TO, { HostName: 'www.example.com' }),
      'the redirect has an index': set(REDIRECT, `${WEBSITE}.IndexDocument`, 'index.html'),
      'the error page begins with a slash': set(SECONDARY, `${WEBSITE}.ErrorDocument`, '/404.html'),
    },
    'fallback-websites-have-an-error-page': {
      'the error page is missing': remove(SECONDARY, `${WEBSITE}.ErrorDocument`),
      'there is an index alone': set(SECONDARY, WEBSITE, { IndexDocument: 'index.html' }),
      'the redirect became a website': set(REDIRECT, WEBSITE, { IndexDocument: 'index.html' }),
    },
    'website-redirects-are-valid': {
      'the host has a scheme': set(REDIRECT, `${TO}.HostName`, 'https://example.com'),
      'the host has a path': set(REDIRECT, `${TO}.HostName`, 'example.com/'),
      'the host is missing': set(REDIRECT, TO, { Protocol: 'http' }),
      'the protocol is none': set(REDIRECT, `${TO}.Protocol`, 'HTTPS'),
      'the code is none': set(SECONDARY, RULES, [
        { ...moved, RedirectRule: { HttpRedirectCode: '200', ReplaceKeyPrefixWith: 'new/' } },
      ]),
      'key and prefix are replaced': set(SECONDARY, RULES, [
        { ...moved, RedirectRule: { ReplaceKeyWith: 'a', ReplaceKeyPrefixWith: 'new/' } },
      ]),
    },
    'website-routing-is-valid': {
      'everything is sent elsewhere': set(SECONDARY, RULES, [{ RedirectRule: { HostName: 'example.org' } }]),
      'no redirect': set(SECONDARY, RULES, [{ RoutingRuleCondition: { KeyPrefixEquals: 'old/' } }]),
      'a condition that nothing meets': set(SECONDARY, RULES, [
        { ...moved, RoutingRuleCondition: { HttpErrorCodeReturnedEquals: '200' } },
      ]),
      'too many': set(SECONDARY, RULES, Array<object>(51).fill(moved)),
    },
    'fallback-redirects-keep-http': {
      'the redirect forces HTTPS': set(REDIRECT, `${TO}.Protocol`, 'https'),
      'a page is sent to HTTPS': set(SECONDARY, RULES, [
        { ...moved, RedirectRule: { Protocol: 'https', ReplaceKeyPrefixWith: 'new/' } },
      ]),
      'missing pages are sent to HTTPS': set(SECONDARY, RULES, [
        {
          RoutingRuleCondition: { HttpErrorCodeReturnedEquals: '404' },
          RedirectRule: { Protocol: 'https', ReplaceKeyWith: '' },
        },
      ]),
    },
    'fallback-redirects-end-at-the-site': {
      'to itself': set(REDIRECT, `${TO}.HostName`, 'www.example.com'),
      'to a name that nobody has': set(REDIRECT, `${TO}.HostName`, 'exmaple.com'),
      'in a circle': set(SECONDARY, WEBSITE, { RedirectAllRequestsTo: { HostName: 'www.example.com' } }),
      'to the bucket itself': set(REDIRECT, `${TO}.HostName`, 'example.com.s3-website-us-west-2.amazonaws.com'),
    },
    'fallbacks-have-the-content': {
      'the redirect became a website': set(REDIRECT, WEBSITE, {
        IndexDocument: 'index.html',
        ErrorDocument: '404.html',
      }),
      'nothing is replicated': remove('Website/PrimaryBucket/Bucket', 'ReplicationConfiguration'),
      'the rule is disabled': set(
        'Website/PrimaryBucket/Bucket',
        'ReplicationConfiguration.Rules.0.Status',
        'Disabled',
      ),
      'it is replicated to the wrong bucket': set(
        'Website/PrimaryBucket/Bucket',
        'ReplicationConfiguration.Rules.0.Destination.Bucket',
        'arn:aws:s3:::www.example.com',
      ),
      'redirect and website are swapped': all(
        set(REDIRECT, WEBSITE, { IndexDocument: 'index.html', ErrorDocument: '404.html' }),
        set(SECONDARY, WEBSITE, { RedirectAllRequestsTo: { HostName: 'www.example.com' } }),
      ),
    },
  },
  harmless: {
    'a directory moved': set(SECONDARY, RULES, [moved]),
    'the redirect stays with HTTP': set(REDIRECT, `${TO}.Protocol`, 'http'),
    'fifty routing rules': set(SECONDARY, RULES, Array<object>(50).fill(moved)),
    'missing pages are looked for elsewhere': set(SECONDARY, RULES, [
      {
        RoutingRuleCondition: { HttpErrorCodeReturnedEquals: '404', KeyPrefixEquals: 'blog/' },
        RedirectRule: { HostName: 'archive.example.org', HttpRedirectCode: '302' },
      },
    ]),
  },
};
