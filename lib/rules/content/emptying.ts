import type { Rule } from '../rule';
import { roleOfArn } from '../iam/roles';
import { concerns } from '../iam/statements';
import { bucketPolicies, bucketStatements } from '../site';
import { functionsByArn } from './deployments';
import { may } from './permissions';

const TAG = 'aws-cdk:auto-delete-objects';
const NEEDED = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ListBucketVersions', 's3:GetBucketTagging'];

/** That buckets which are to be emptied are, and no others. */
export const emptyingRules: readonly Rule[] = [
  {
    id: 'only-deleted-buckets-are-emptied',
    severity: 'error',
    sentence:
      'Objects are removed automatically only of a bucket of this app that is deleted with its stack, and that has the tag.',
    page: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3-readme.html',
    types: ['Custom::S3AutoDeleteObjects'],
    *check(resource, assembly) {
      const at = resource.at('BucketName');
      const bucket = assembly.find('AWS::S3::Bucket', at.text);
      const tags = bucket?.at('Tags').list.filter((tag) => tag.at('Key').text === TAG) ?? [];
      if (!bucket) {
        yield { at, wrong: `${String(at)} is no bucket of this app`, write: 'refer to a bucket' };
      } else if (bucket.source.DeletionPolicy?.startsWith('Retain')) {
        yield {
          at,
          wrong: `${bucket.ref} is kept, but emptied when its stack is deleted`,
          write: 'remove the custom resource',
        };
      } else if (tags[0]?.at('Value').text !== 'true') {
        yield {
          resource: bucket,
          at: bucket.at('Tags'),
          wrong: `without the tag ${TAG} nothing is emptied`,
          write: `tag it: ${TAG}=true`,
        };
      }
    },
  },
  {
    id: 'emptying-is-permitted',
    severity: 'error',
    sentence: 'The function that empties a bucket may list and delete its objects and versions, as long as it has to.',
    page: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3-readme.html',
    types: ['Custom::S3AutoDeleteObjects'],
    *check(resource, assembly) {
      const bucket = assembly.find('AWS::S3::Bucket', resource.at('BucketName').text);
      const fn = assembly.once(functionsByArn).get(resource.at('ServiceToken').text);
      const role = roleOfArn(fn?.at('Role').text, assembly);
      if (!bucket || !role) {
        return;
      }
      const arn = role.attribute('Arn');
      const ofRole = bucketStatements(bucket, assembly).filter(
        ({ effect, principals }) => effect === 'Allow' && principals.includes(arn),
      );
      for (const action of NEEDED) {
        const target = `${bucket.attribute('Arn')}${action.includes('Object') ? '/x' : ''}`;
        const isAllowed = ofRole.some((statement) => concerns(statement, action, target));
        if (!isAllowed && may(role, action, target, assembly) === false) {
          yield {
            at: resource.at('BucketName'),
            wrong: `its role may not ${action}`,
            write: `allow it in the policy of ${bucket.ref}`,
          };
        }
      }
      for (const policy of bucketPolicies(bucket.ref, assembly)) {
        if (ofRole.length > 0 && !assembly.isCreatedAfter(resource, policy)) {
          yield {
            wrong: 'it may be asked when the policy that permits it is gone already',
            write: `make it depend on ${policy.logicalId}`,
          };
        }
      }
    },
  },
];
