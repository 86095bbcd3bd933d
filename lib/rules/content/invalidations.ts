import type { Rule } from '../rule';
import { originBuckets } from '../site';
import { DEPLOYMENT, destinationOf } from './published';

/** What a deployment asks of CloudFront. */
export const invalidationRules: readonly Rule[] = [
  {
    id: 'invalidations-are-valid',
    severity: 'error',
    sentence:
      'A deployment invalidates paths that begin with a slash, 3,000 at most and 15 with a wildcard at their end, on the ' +
      'distribution that reads its bucket.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html',
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const id = deployment.at('DistributionId');
      const paths = deployment.at('DistributionPaths');
      const bucket = destinationOf(deployment, assembly);
      const distribution = assembly.find('AWS::CloudFront::Distribution', id.text);
      if (id.exists && !distribution) {
        yield { at: id, wrong: `${String(id)} is no distribution of this app`, write: 'refer to that of the site' };
      } else if (distribution && bucket && !originBuckets(distribution, assembly).includes(bucket)) {
        yield {
          at: id,
          wrong: `${distribution.path} does not read ${bucket.ref}`,
          write: 'refer to the one that does',
        };
      }
      if (paths.exists && (!id.exists || paths.list.length === 0)) {
        yield {
          at: paths,
          wrong: id.exists ? 'there are no paths to invalidate' : 'there are paths, but no distribution',
          write: id.exists ? 'remove DistributionPaths, or give a path' : 'set DistributionId',
        };
      }
      for (const path of paths.list) {
        if (!/^\/[^*\s]*\*?$/.test(path.text ?? '')) {
          yield {
            at: path,
            wrong: `CloudFront invalidates no path like ${String(path)}`,
            write: 'begin it with a slash, with an asterisk at its end at most',
          };
        }
      }
      const wildcards = paths.texts.filter((path) => path.endsWith('*')).length;
      if (paths.list.length > 3000 || wildcards > 15) {
        yield {
          at: paths,
          wrong: `there are ${paths.list.length} paths, ${wildcards} of them with wildcards`,
          write: "invalidate '/*'",
        };
      }
    },
  },
];
