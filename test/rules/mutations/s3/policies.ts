import { all, drop, remove, set } from '../../mutable-app';
import { CLOUDFRONT, DENY_HTTP, DISTRIBUTION, PRIMARY_ARN, PRIMARY_POLICY, SECONDARY_POLICY } from './paths';
import { add, ref, SECONDARY, SECONDARY_ARN, state, type Part } from './paths';

const SOURCE = `${CLOUDFRONT}.Condition.StringEquals.AWS:SourceArn`;
const CONDITION = `${CLOUDFRONT}.Condition`;
const deny = (Condition: object, more: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [PRIMARY_ARN, `${PRIMARY_ARN}/*`],
  Condition,
  ...more,
});
const ofSecondary = { Resource: [SECONDARY_ARN, `${SECONDARY_ARN}/*`] };
const denySecondary = (Condition: object, more: object = {}) => deny(Condition, { ...ofSecondary, ...more });
const HTTP = { Bool: { 'aws:SecureTransport': 'false' } };
const ELSEWHERE = { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
const WITHOUT_VPC = { StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } };

export const policies: Part = {
  broken: {
    'bucket-has-one-policy': {
      'a second policy of the secondary': add('Secondary', 'More', 'AWS::S3::BucketPolicy', {
        Bucket: 'example.com',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', ...ofSecondary }] },
      }),
      'the policy of the secondary is for the primary': set(
        SECONDARY_POLICY,
        'Bucket',
        'example-com-123456789012-2faa2fac',
      ),
      'a policy without a bucket': remove(SECONDARY_POLICY, 'Bucket'),
    },
    'bucket-policy-is-about-its-bucket': {
      'the resource is another bucket': set(SECONDARY_POLICY, 'PolicyDocument.Statement.0.Resource', [
        `${PRIMARY_ARN}/*`,
      ]),
      'the resource is every bucket': set(PRIMARY_POLICY, `${CLOUDFRONT}.Resource`, 'arn:aws:s3:::*'),
      'the resource is a bucket of a longer name': set(PRIMARY_POLICY, `${CLOUDFRONT}.Resource.1`, `${PRIMARY_ARN}*`),
      'the policy is attached elsewhere': set(SECONDARY_POLICY, 'Bucket', 'www.example.com'),
    },
    'bucket-policy-actions-have-their-resource': {
      'reading the bucket itself': set(SECONDARY_POLICY, 'PolicyDocument.Statement.0.Resource', SECONDARY_ARN),
      'listing objects': state(PRIMARY_POLICY, {
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:ListBucket',
        Resource: `${PRIMARY_ARN}/*`,
        Condition: { StringEquals: { 'AWS:SourceAccount': '123456789012' } },
      }),
      'CloudFront lists, the bucket is missing': remove(PRIMARY_POLICY, `${CLOUDFRONT}.Resource.0`),
    },
    'cloudfront-may-read-its-buckets': {
      'another distribution': set(PRIMARY_POLICY, SOURCE, 'arn:aws:cloudfront::123456789012:distribution/E1'),
      'a wildcard that is none': set(PRIMARY_POLICY, SOURCE, 'arn:aws:cloudfront::123456789012:distribution/*'),
      'another service': set(PRIMARY_POLICY, `${CLOUDFRONT}.Principal.Service`, 'cloudwatch.amazonaws.com'),
      'list only': set(PRIMARY_POLICY, `${CLOUDFRONT}.Action`, 's3:ListBucket'),
      'one object only': set(PRIMARY_POLICY, `${CLOUDFRONT}.Resource`, `${PRIMARY_ARN}/index.html`),
      'the statement is gone': remove(PRIMARY_POLICY, CLOUDFRONT),
      'the policy is gone': drop(PRIMARY_POLICY),
    },
    'cloudfront-may-list-its-buckets': {
      'get only': set(PRIMARY_POLICY, `${CLOUDFRONT}.Action`, 's3:GetObject'),
      'a prefix only': set(PRIMARY_POLICY, `${CLOUDFRONT}.Action`, ['s3:GetObject', 's3:GetBucketLocation']),
      'list of objects': remove(PRIMARY_POLICY, `${CLOUDFRONT}.Resource.0`),
    },
    'cloudfront-reads-for-its-own-account': {
      'no condition': remove(PRIMARY_POLICY, CONDITION),
      'another account': set(PRIMARY_POLICY, CONDITION, { StringEquals: { 'aws:SourceAccount': '210987654321' } }),
      'every account': set(PRIMARY_POLICY, CONDITION, { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::*' } }),
      'only if it is told': set(PRIMARY_POLICY, CONDITION, {
        StringEqualsIfExists: { 'aws:SourceAccount': '123456789012' },
      }),
    },
    'buckets-admit-their-distribution-alone': {
      'another distribution beside it': (app) => {
        app.set(PRIMARY_POLICY, SOURCE, [
          app.get(PRIMARY_POLICY, SOURCE),
          'arn:aws:cloudfront::123456789012:distribution/E1',
        ]);
      },
      'every distribution of the account': set(PRIMARY_POLICY, CONDITION, {
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/*' },
      }),
      'the account alone': set(PRIMARY_POLICY, CONDITION, { StringEquals: { 'aws:SourceAccount': '123456789012' } }),
    },
    'cloudfront-only-reads-its-buckets': {
      'it writes': set(PRIMARY_POLICY, `${CLOUDFRONT}.Action`, ['s3:GetObject', 's3:ListBucket', 's3:PutObject']),
      'it does everything': set(PRIMARY_POLICY, `${CLOUDFRONT}.Action`, 's3:*'),
      'it deletes': set(PRIMARY_POLICY, `${CLOUDFRONT}.Action.1`, 's3:DeleteObject'),
    },
    'buckets-admit-no-other-account': {
      'another account reads the primary': state(PRIMARY_POLICY, {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::210987654321:root' },
        Action: 's3:GetObject',
        Resource: `${PRIMARY_ARN}/*`,
      }),
      'another account writes to the secondary': state(SECONDARY_POLICY, {
        Effect: 'Allow',
        Principal: { AWS: '210987654321' },
        Action: 's3:PutObject',
        Resource: `${SECONDARY_ARN}/*`,
      }),
      'a role of another account beside everyone': set(SECONDARY_POLICY, 'PolicyDocument.Statement.0.Principal', {
        AWS: ['*', 'arn:aws:iam::210987654321:role/Reader'],
      }),
    },
    'visitors-are-not-denied-the-fallback': {
      'TLS is demanded': state(SECONDARY_POLICY, denySecondary(HTTP)),
      'an address is demanded': state(SECONDARY_POLICY, denySecondary(ELSEWHERE)),
      'a user agent is demanded': state(
        SECONDARY_POLICY,
        denySecondary({ StringNotLike: { 'aws:UserAgent': 'Amazon CloudFront' } }),
      ),
      'a referer is demanded': state(
        SECONDARY_POLICY,
        denySecondary({ StringNotLike: { 'aws:Referer': 'http://example.com/*' } }),
      ),
      'a VPC is demanded': state(SECONDARY_POLICY, denySecondary(WITHOUT_VPC)),
      'everyone but CloudFront': state(
        SECONDARY_POLICY,
        denySecondary({}, { Principal: undefined, NotPrincipal: { Service: 'cloudfront.amazonaws.com' } }),
      ),
    },
    'cloudfront-is-not-denied-its-buckets': {
      'TLS is demanded of CloudFront': remove(PRIMARY_POLICY, `${DENY_HTTP}.Condition.StringNotEquals`),
      'another service is spared': set(
        PRIMARY_POLICY,
        `${DENY_HTTP}.Condition.StringNotEquals.aws:PrincipalServiceName`,
        'cloudwatch.amazonaws.com',
      ),
      'a VPC is demanded': state(PRIMARY_POLICY, deny(WITHOUT_VPC)),
      'an organization is demanded': state(
        PRIMARY_POLICY,
        deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }),
      ),
      'services are denied': state(PRIMARY_POLICY, deny({ Bool: { 'aws:PrincipalIsAWSService': 'true' } })),
      'another distribution is demanded': state(
        PRIMARY_POLICY,
        deny({ StringNotEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/E1' } }),
      ),
      'CloudFront alone': state(PRIMARY_POLICY, deny({}, { Principal: { Service: 'cloudfront.amazonaws.com' } })),
    },
    'replication-is-not-denied-its-buckets': {
      'nobody writes to the secondary': state(SECONDARY_POLICY, denySecondary({}, { Action: 's3:Replicate*' })),
      'only the deployment writes to the secondary': state(
        SECONDARY_POLICY,
        denySecondary(
          { StringNotLike: { 'aws:PrincipalArn': '*Deployment*' } },
          { NotAction: 's3:GetObject', Action: undefined },
        ),
      ),
      'the role is denied the primary': state(
        PRIMARY_POLICY,
        deny(
          {},
          {
            Principal: { AWS: 'arn:aws:iam::123456789012:role/example-com-123456789012-2faa2fac' },
          },
        ),
      ),
    },
    'publishing-is-not-denied-its-bucket': {
      'nobody writes': state(PRIMARY_POLICY, deny({}, { Action: ['s3:PutObject', 's3:DeleteObject'] })),
      'the role is denied it': state(
        'Website/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/ServiceRole/DefaultPolicy',
        { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' },
      ),
      'nobody deletes': state(PRIMARY_POLICY, deny({}, { Action: 's3:Delete*' })),
      'only encrypted by KMS': state(
        PRIMARY_POLICY,
        deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }, { Action: 's3:PutObject' }),
      ),
      'only with a header for encryption': state(
        PRIMARY_POLICY,
        deny({ Null: { 's3:x-amz-server-side-encryption': 'true' } }, { Action: 's3:PutObject' }),
      ),
      'only from an office': state(
        PRIMARY_POLICY,
        deny({ ...ELSEWHERE, Bool: { 'aws:PrincipalIsAWSService': 'false' } }),
      ),
      'only another role': state(
        PRIMARY_POLICY,
        deny({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/Pipeline' } }),
      ),
    },
  },
  harmless: {
    'CloudFront by account and distribution': (app) => {
      app.set(PRIMARY_POLICY, CONDITION, {
        ArnEquals: { 'aws:SourceArn': app.get(PRIMARY_POLICY, SOURCE) },
        StringEquals: { 'aws:SourceAccount': '123456789012' },
      });
    },
    'reading and listing are two statements': all(
      set(PRIMARY_POLICY, `${CLOUDFRONT}.Action`, 's3:GetObject'),
      set(PRIMARY_POLICY, `${CLOUDFRONT}.Resource`, `${PRIMARY_ARN}/*`),
      (app) => {
        state(PRIMARY_POLICY, {
          ...(app.get(PRIMARY_POLICY, CLOUDFRONT) as object),
          Action: 's3:ListBucket',
          Resource: PRIMARY_ARN,
        })(app);
      },
    ),
    'versions cannot be deleted by hand': state(
      PRIMARY_POLICY,
      deny({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/Developer' } }, { Action: 's3:Delete*' }),
    ),
    'nobody changes the policy but an administrator': state(
      SECONDARY_POLICY,
      denySecondary(
        { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/Admin' } },
        { Action: 's3:PutBucketAcl', Resource: SECONDARY_ARN },
      ),
    ),
    'some addresses are blocked': state(
      SECONDARY_POLICY,
      denySecondary(
        { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
        { Action: 's3:GetObject', Resource: `${SECONDARY_ARN}/*` },
      ),
    ),
    'people of other organizations are denied the primary, services not': state(
      PRIMARY_POLICY,
      deny({
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
        IpAddressIfExists: { 'aws:SourceIp': '203.0.113.128/25' },
      }),
    ),
    'TLS below 1.2 is denied': state(
      PRIMARY_POLICY,
      deny({
        NumericLessThan: { 's3:TlsVersion': '1.2' },
        StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' },
      }),
    ),
    'the statement names the bucket by Ref': (app) => {
      app.set(SECONDARY_POLICY, 'PolicyDocument.Statement.0.Resource', {
        'Fn::Sub': ['arn:${AWS::Partition}:s3:::${Name}/*', { Name: ref(app, SECONDARY) }],
      });
    },
    'a missing page that is forbidden is one that is not found': all(
      set(PRIMARY_POLICY, `${CLOUDFRONT}.Action`, 's3:GetObject'),
      set(PRIMARY_POLICY, `${CLOUDFRONT}.Resource`, `${PRIMARY_ARN}/*`),
      set(DISTRIBUTION, 'DistributionConfig.CustomErrorResponses', [
        { ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html' },
        { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html' },
      ]),
    ),
  },
};
