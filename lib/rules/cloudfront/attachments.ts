import { US_EAST_1 } from '../../config/regions';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy } from '../site';
import { inForm, nameOf } from './checks';
import { BUCKET, configOf, DISTRIBUTION, originsOf, s3Host } from './model';

const WEB_ACL = 'AWS::WAFv2::WebACL';

/** What else is attached to a distribution. */
export const attachmentRules: readonly Rule[] = [
  {
    id: 'cloudfront-web-acl',
    severity: 'error',
    sentence: 'The web ACL of a distribution is one of AWS WAF for CloudFront, in us-east-1.',
    page: 'https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const at = configOf(distribution).at('WebACLId');
      const acl = assembly.once(webAclsByArn).get(at.text ?? '')?.[0];
      if (!acl) {
        const arn = /^$|^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/;
        yield* inForm(at, arn, 'write the ARN of a web ACL of scope CLOUDFRONT in us-east-1');
      } else if (acl.at('Scope').text !== 'CLOUDFRONT' || acl.stack.region !== US_EAST_1) {
        yield {
          at,
          wrong: `the web ACL is ${String(acl.at('Scope'))}, in ${acl.stack.region}`,
          write: 'make its Scope CLOUDFRONT, in a stack in us-east-1',
        };
      }
    },
  },
  {
    id: 'cloudfront-logs-to-a-bucket',
    severity: 'error',
    sentence: 'Access logs go to a bucket apart from the site, which takes ACLs.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const logging = configOf(distribution).at('Logging');
      const at = logging.at('Bucket');
      const host = s3Host(at.text);
      const bucket = assembly.find(BUCKET, host?.bucket);
      const ownership = bucket?.at('OwnershipControls.Rules').list[0]?.at('ObjectOwnership');
      if (!logging.exists || logging.at('Enabled').flag === false) {
        return;
      }
      if (!host?.bucket || host.kind === 'website') {
        yield { at, wrong: `${nameOf(at)} is ${String(at)}`, write: 'write <bucket>.s3.amazonaws.com' };
      } else if (bucket && (ownership?.text ?? 'BucketOwnerEnforced') === 'BucketOwnerEnforced') {
        yield {
          resource: bucket,
          at: ownership,
          wrong: 'logs are written with ACLs, which the bucket refuses',
          write: 'set ObjectOwnership to BucketOwnerPreferred',
        };
      }
      if (originsOf(distribution).some((origin) => s3Host(origin.at('DomainName').text)?.bucket === host?.bucket)) {
        yield { at, wrong: 'visitors could read the access logs', write: 'write a bucket apart from the site' };
      }
    },
  },
];

function webAclsByArn(assembly: Assembly): Map<string, Resource[]> {
  return groupBy(assembly.all(WEB_ACL), (acl) => acl.attribute('Arn'));
}
