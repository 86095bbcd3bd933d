import { isBucketAction, isObjectAction } from '../iam/actions';
import { statementsOf } from '../iam/statements';
import type { Rule } from '../rule';
import { bucketPolicies } from '../site';

const POLICY = 'AWS::S3::BucketPolicy';
const RESOURCES = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html';
const ACTIONS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html';

/** What S3 takes as the policy of a bucket. */
export const bucketPolicyRules: readonly Rule[] = [
  {
    id: 'bucket-has-one-policy',
    severity: 'error',
    sentence: 'A bucket has one policy: a second one replaces the first.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html',
    types: [POLICY],
    *check(policy, assembly) {
      const at = policy.at('Bucket');
      const [first] = bucketPolicies(at.text, assembly);
      if (!at.exists) {
        yield { at, wrong: 'the policy names no bucket', write: 'set Bucket' };
      } else if (first !== policy) {
        yield { at, wrong: `${first?.path} is a policy of ${at.text} as well`, write: 'put all statements into one' };
      }
    },
  },
  {
    id: 'bucket-policy-is-about-its-bucket',
    severity: 'error',
    sentence: 'The resources of a bucket policy are its bucket and objects in it.',
    page: RESOURCES,
    types: [POLICY],
    *check(policy) {
      const arn = `arn:aws:s3:::${policy.at('Bucket').text}`;
      for (const { at, resources, except } of statementsOf(policy.at('PolicyDocument'))) {
        const isNegated = except.resources.length > 0;
        for (const resource of isNegated ? except.resources : resources) {
          if (resource !== arn && !resource.startsWith(`${arn}/`)) {
            yield {
              at: at.at(isNegated ? 'NotResource' : 'Resource'),
              wrong: `the policy of ${arn} has the resource ${resource}`,
              write: `write ${arn} or ${arn}/*`,
            };
          }
        }
      }
    },
  },
  {
    id: 'bucket-policy-actions-have-their-resource',
    severity: 'error',
    sentence:
      'Of the resources of a statement, actions on objects have one with a slash, actions on buckets one without.',
    page: ACTIONS,
    types: [POLICY],
    *check(policy) {
      for (const { at, actions, resources, except } of statementsOf(policy.at('PolicyDocument'))) {
        const isNegated = except.actions.length + except.resources.length > 0;
        const objects = resources.some((arn) => arn.includes('/') || arn === '*');
        const buckets = resources.some((arn) => !arn.includes('/'));
        for (const action of isNegated ? [] : actions) {
          const [onObjects, onBuckets] = [isObjectAction(action), isBucketAction(action)];
          if ((onObjects || onBuckets) && !(onObjects && objects) && !(onBuckets && buckets)) {
            yield {
              at: at.at('Resource'),
              wrong: `${action} has no resource that it is about among ${resources.join(', ')}`,
              write: onObjects ? 'add the ARN of the bucket with /*' : 'add the ARN of the bucket itself',
            };
          }
        }
      }
    },
  },
];
