import { all, drop, remove, set } from '../../mutable-app';
import { CHECKERS, CLOUDFRONT, PRIMARY, PRIMARY_ARN, PRIMARY_POLICY, REDIRECT, SECONDARY } from './paths';
import { add, SECONDARY_POLICY, state, type Part } from './paths';

const BLOCK = 'PublicAccessBlockConfiguration';
const OPEN = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const STATEMENT = 'PolicyDocument.Statement.0';
const everyone = (action: string | string[], resource: string | string[], Condition?: object) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: action,
  Resource: resource,
  ...(Condition ? { Condition } : {}),
});

export const access: Part = {
  broken: {
    'public-policies-are-not-blocked': {
      'the website blocks public policies': set(SECONDARY, `${BLOCK}.BlockPublicPolicy`, true),
      'the website restricts public buckets': set(SECONDARY, `${BLOCK}.RestrictPublicBuckets`, true),
      'the website has all switches on, as by default': remove(SECONDARY, BLOCK),
      'the private bucket is opened by its policy': state(PRIMARY_POLICY, everyone('s3:GetObject', `${PRIMARY_ARN}/*`)),
      'checkers may come from /7': set(PRIMARY_POLICY, `${CHECKERS}.Condition.IpAddress.aws:SourceIp`, ['54.0.0.0/7']),
    },
    'private-buckets-block-public-access': {
      'the primary blocks nothing': set(PRIMARY, BLOCK, OPEN),
      'the primary ignores no ACLs': set(PRIMARY, `${BLOCK}.IgnorePublicAcls`, false),
      'the primary lost a switch': remove(PRIMARY, `${BLOCK}.BlockPublicPolicy`),
      'the redirect blocks nothing': set(REDIRECT, BLOCK, OPEN),
    },
    'public-acls-are-none': {
      'the website has a public ACL': set(SECONDARY, 'AccessControl', 'PublicRead'),
      'the primary has a public ACL and takes some': all(
        set(PRIMARY, 'AccessControl', 'PublicReadWrite'),
        set(PRIMARY, 'OwnershipControls.Rules.0.ObjectOwnership', 'ObjectWriter'),
      ),
      'a log ACL where ACLs are off': set(PRIMARY, 'AccessControl', 'LogDeliveryWrite'),
      'a log ACL where they are off by default': add('Website', 'Logs', 'AWS::S3::Bucket', {
        AccessControl: 'LogDeliveryWrite',
      }),
    },
    'ownership-is-known': {
      'an ownership that S3 does not know': set(PRIMARY, 'OwnershipControls.Rules.0.ObjectOwnership', 'BucketOwner'),
      'no rule': set(PRIMARY, 'OwnershipControls.Rules', []),
      'two rules': set(SECONDARY, 'OwnershipControls.Rules', [
        { ObjectOwnership: 'ObjectWriter' },
        { ObjectOwnership: 'BucketOwnerEnforced' },
      ]),
    },
    'fallback-websites-are-public': {
      'the website has no policy': drop(SECONDARY_POLICY),
      'the website is for an office': set(SECONDARY_POLICY, `${STATEMENT}.Condition`, {
        IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] },
      }),
      'the policy is about one directory': set(
        SECONDARY_POLICY,
        `${STATEMENT}.Resource`,
        'arn:aws:s3:::example.com/a/*',
      ),
      'the policy is about the account': set(SECONDARY_POLICY, `${STATEMENT}.Principal`, { AWS: '123456789012' }),
      'visitors must come over TLS': set(SECONDARY_POLICY, `${STATEMENT}.Condition`, {
        Bool: { 'aws:SecureTransport': 'true' },
      }),
      'visitors must have a referer': set(SECONDARY_POLICY, `${STATEMENT}.Condition`, {
        StringLike: { 'aws:Referer': 'http://example.com/*' },
      }),
      'visitors must come from some addresses': set(SECONDARY_POLICY, `${STATEMENT}.Condition`, {
        IpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
      }),
      'the action is another': set(SECONDARY_POLICY, `${STATEMENT}.Action`, 's3:GetObjectTagging'),
      'the statement denies': set(SECONDARY_POLICY, `${STATEMENT}.Effect`, 'Deny'),
    },
    'the-anonymous-only-read': {
      'everyone lists the website': state(SECONDARY_POLICY, everyone('s3:ListBucket', 'arn:aws:s3:::example.com')),
      'everyone writes to the website': set(SECONDARY_POLICY, `${STATEMENT}.Action`, ['s3:GetObject', 's3:PutObject']),
      'everyone does everything': set(SECONDARY_POLICY, `${STATEMENT}.Action`, 's3:*'),
      'everyone reads old versions': set(SECONDARY_POLICY, `${STATEMENT}.Action`, 's3:GetObject*'),
      'everyone owns a bucket elsewhere': add('Website', 'Elsewhere', 'AWS::S3::BucketPolicy', {
        Bucket: 'elsewhere',
        PolicyDocument: { Statement: [everyone('s3:*', 'arn:aws:s3:::elsewhere/*')] },
      }),
      'checkers delete': set(PRIMARY_POLICY, `${CHECKERS}.Action`, ['s3:GetObject', 's3:DeleteObject']),
    },
    'private-buckets-are-read-by-nobody-unknown': {
      'checkers come from everywhere': remove(PRIMARY_POLICY, `${CHECKERS}.Condition.IpAddress`),
      'CloudFront is replaced by everyone': all(
        set(PRIMARY_POLICY, `${CLOUDFRONT}.Principal`, '*'),
        remove(PRIMARY_POLICY, `${CLOUDFRONT}.Condition`),
      ),
      'everyone with the right referer': state(
        PRIMARY_POLICY,
        everyone('s3:GetObject', `${PRIMARY_ARN}/*`, { StringLike: { 'aws:Referer': 'https://example.com/*' } }),
      ),
      'everyone but some addresses': state(
        PRIMARY_POLICY,
        everyone('s3:GetObject', `${PRIMARY_ARN}/*`, { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }),
      ),
    },
    'private-buckets-demand-tls': {
      'the denial is gone': remove(PRIMARY_POLICY, STATEMENT),
      'the denial is about TLS': set(PRIMARY_POLICY, `${STATEMENT}.Condition.Bool`, { 'aws:SecureTransport': 'true' }),
      'the denial allows': set(PRIMARY_POLICY, `${STATEMENT}.Effect`, 'Allow'),
      'the denial is about an account': set(PRIMARY_POLICY, `${STATEMENT}.Principal`, { AWS: '123456789012' }),
    },
  },
  harmless: {
    'a role of the account may read the primary': state(PRIMARY_POLICY, {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:role/Backup' },
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [PRIMARY_ARN, `${PRIMARY_ARN}/*`],
    }),
    'members of an organization may read the primary': state(
      PRIMARY_POLICY,
      everyone('s3:GetObject', `${PRIMARY_ARN}/*`, { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }),
    ),
    'the website blocks no ACLs, which it has not anyway': all(
      set(SECONDARY, `${BLOCK}.BlockPublicAcls`, false),
      set(SECONDARY, `${BLOCK}.IgnorePublicAcls`, false),
    ),
    'the primary has all switches on by default': remove(PRIMARY, BLOCK),
    'the principal is written shortly': set(SECONDARY_POLICY, `${STATEMENT}.Principal`, '*'),
    'lists instead of single values': all(
      set(SECONDARY_POLICY, `${STATEMENT}.Action`, ['s3:getobject']),
      set(SECONDARY_POLICY, `${STATEMENT}.Principal`, { AWS: ['*'] }),
    ),
    'a log bucket with its ACL': add('Website', 'Logs', 'AWS::S3::Bucket', {
      AccessControl: 'LogDeliveryWrite',
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
    }),
    'TLS is demanded of everything but CloudFront by another condition': set(PRIMARY_POLICY, `${STATEMENT}.Condition`, {
      Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' },
    }),
  },
};
