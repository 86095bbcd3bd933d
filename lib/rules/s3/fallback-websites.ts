import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { websiteNames } from '../route53/targets';
import { BUCKET, fallbackWebsites, servesPages } from './model';
import { redirectsOf } from './website';

/** That visitors get somewhere with a website that DNS fails over to. */
export const fallbackWebsiteRules: readonly Rule[] = [
  {
    id: 'fallback-websites-have-an-error-page',
    severity: 'warning',
    sentence: 'A website that DNS fails over to has a page for what is missing, as CloudFront has.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const at = bucket.at('WebsiteConfiguration.ErrorDocument');
      if (fallbackWebsites(assembly).has(bucket) && servesPages(bucket) && !at.exists) {
        yield { at, wrong: `${bucket.ref} has no page for what is missing`, write: 'set ErrorDocument' };
      }
    },
  },
  {
    id: 'fallback-redirects-keep-http',
    severity: 'error',
    sentence: 'A website that DNS fails over to sends nobody to HTTPS, which it does not speak itself.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const redirect of fallbackWebsites(assembly).has(bucket) ? redirectsOf(bucket) : []) {
        const at = redirect.at('Protocol');
        if (at.text === 'https') {
          yield {
            at,
            wrong: `${bucket.ref} sends visitors to HTTPS, where nothing answers while DNS points here`,
            write: 'remove Protocol, so that visitors keep theirs',
          };
        }
      }
    },
  },
  {
    id: 'fallback-redirects-end-at-the-site',
    severity: 'error',
    sentence:
      'A website that DNS fails over to redirects to one that serves pages, of the same distribution, in the end.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const fallbacks = fallbackWebsites(assembly);
      const passed = new Set<Resource>();
      let at: Value | undefined;
      let next: Resource | undefined = fallbacks.has(bucket) ? bucket : undefined;
      while (next && !servesPages(next) && !passed.has(next)) {
        passed.add(next);
        const target: Value = next.at('WebsiteConfiguration.RedirectAllRequestsTo.HostName');
        at ??= target;
        next = target.exists ? assembly.find(BUCKET, target.text?.toLowerCase()) : next;
      }
      // a name of the site without a bucket is another rule's
      const isSite = websiteNames(assembly).has(String(at).toLowerCase());
      const isLost = next ? passed.has(next) || isOfAnother(bucket, next, fallbacks) : !isSite;
      if (at?.exists && isLost) {
        yield {
          at,
          wrong: `${bucket.ref} sends visitors to ${String(at)}, where no page of its site answers`,
          write: "write the site's own name",
        };
      }
    },
  },
];

function isOfAnother(
  bucket: Resource,
  target: Resource,
  fallbacks: ReadonlyMap<Resource, ReadonlySet<Resource>>,
): boolean {
  const [own, others] = [fallbacks.get(bucket), fallbacks.get(target)];
  return !!own?.size && !!others?.size && ![...own].some((distribution) => others.has(distribution));
}
