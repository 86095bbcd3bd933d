import { all, remove, set, type Change } from '../../mutable-app';
import { DISTRIBUTION, PRIMARY, PRIMARY_ARN, SECONDARY, SECONDARY_ARN, type Part } from './paths';

const REPLICATION = 'ReplicationConfiguration';
const RULES = `${REPLICATION}.Rules`;
const RULE = `${RULES}.0`;
const rule = (property: string, value: unknown): Change => set(PRIMARY, `${RULE}.${property}`, value);
const without = (property: string): Change => remove(PRIMARY, `${RULE}.${property}`);
const second =
  (more: object): Change =>
  (app) => {
    const rules = app.get(PRIMARY, RULES) as object[];
    rules.push({ ...rules[0], Id: 'Second', Priority: 2, ...more });
  };
const KEY = 'arn:aws:kms:us-west-2:123456789012:key/00000000-0000-0000-0000-000000000000';
const SELECTED = { SseKmsEncryptedObjects: { Status: 'Enabled' } };
const back: Change = (app) => {
  app.set(SECONDARY, REPLICATION, {
    Role: 'arn:aws:iam::123456789012:role/example-com-123456789012-2faa2fac',
    Rules: [
      {
        Id: 'Back',
        Status: 'Enabled',
        Priority: 1,
        Filter: { Prefix: '' },
        DeleteMarkerReplication: { Status: 'Enabled' },
        Destination: { Bucket: PRIMARY_ARN },
      },
    ],
  });
};
const group =
  (bucket: string): Change =>
  (app) => {
    const origins = app.get(DISTRIBUTION, 'DistributionConfig.Origins') as { Id: string }[];
    const first = origins[0];
    origins.push({ ...first, Id: 'second', DomainName: `${bucket}.s3.us-west-2.amazonaws.com` } as { Id: string });
    app.set(DISTRIBUTION, 'DistributionConfig.OriginGroups', {
      Quantity: 1,
      Items: [
        {
          Id: 'group',
          FailoverCriteria: { StatusCodes: { Quantity: 3, Items: [500, 502, 503] } },
          Members: { Quantity: 2, Items: [{ OriginId: first?.Id }, { OriginId: 'second' }] },
        },
      ],
    });
  };

export const replication: Part = {
  broken: {
    'replicated-buckets-keep-versions': {
      'the primary keeps no versions': remove(PRIMARY, 'VersioningConfiguration'),
      'the secondary keeps no versions': remove(SECONDARY, 'VersioningConfiguration'),
      'versions of the secondary are suspended': set(SECONDARY, 'VersioningConfiguration.Status', 'Suspended'),
    },
    'replicas-are-buckets-of-the-app': {
      'the ARN is a name': rule('Destination.Bucket', 'example.com'),
      'the bucket is not there': rule('Destination.Bucket', 'arn:aws:s3:::exmaple.com'),
      'the ARN is of objects': rule('Destination.Bucket', `${SECONDARY_ARN}/*`),
      'the bucket is itself': rule('Destination.Bucket', PRIMARY_ARN),
      'the account is another': rule('Destination.Account', '210987654321'),
      'the ARN has a Region': rule('Destination.Bucket', 'arn:aws:s3:us-west-2::example.com'),
    },
    'replicas-are-in-another-region': {
      'the secondary stack moved': (app) => (app.stack('Secondary').region = 'us-east-2'),
      'the website stack moved': (app) => (app.stack('Website').region = 'us-west-2'),
      'the replica is a bucket of the stack': all(
        (app) =>
          app.add('Website', 'Copy', {
            Type: 'AWS::S3::Bucket',
            Properties: { BucketName: 'copy', VersioningConfiguration: { Status: 'Enabled' } },
          }),
        rule('Destination.Bucket', 'arn:aws:s3:::copy'),
      ),
    },
    'replicas-exist-first': {
      'the stacks are independent': (app) => (app.stack('Website').dependencies = []),
      'the stacks are in the other order': (app) => {
        app.stack('Website').dependencies = ['example.com/Certificate'];
        app.stack('Secondary').dependencies = ['example.com/Website'];
      },
      'the secondary replicates back': back,
    },
    'origin-groups-have-the-content': {
      'the second bucket is the redirect': group('www.example.com'),
      'the rule is disabled': all(group('example.com'), rule('Status', 'Disabled')),
      'nothing is replicated': all(group('example.com'), remove(PRIMARY, REPLICATION)),
    },
    'replication-copies-the-whole-site': {
      'a directory only': rule('Filter', { Prefix: 'assets/' }),
      'tagged objects only': all(
        rule('Filter', { TagFilter: { Key: 'replicate', Value: 'yes' } }),
        rule('DeleteMarkerReplication.Status', 'Disabled'),
      ),
      'a directory of tagged objects': rule('Filter', {
        And: { Prefix: 'a/', TagFilters: [{ Key: 'a', Value: 'b' }] },
      }),
      'the rule is disabled': rule('Status', 'Disabled'),
    },
    'watched-replication-rules-have-ids': {
      'no Id': without('Id'),
      'an empty Id': rule('Id', ''),
      'no Id for a second rule': second({ Id: undefined }),
    },
    'deletions-are-replicated': {
      'they are not': rule('DeleteMarkerReplication.Status', 'Disabled'),
      'the setting is gone': without('DeleteMarkerReplication'),
      'the setting is empty': rule('DeleteMarkerReplication', {}),
    },
    'replicas-are-readable-at-once': {
      Glacier: rule('Destination.StorageClass', 'GLACIER'),
      'the deep archive': rule('Destination.StorageClass', 'DEEP_ARCHIVE'),
      'a second rule archives': second({ Destination: { Bucket: SECONDARY_ARN, StorageClass: 'GLACIER' } }),
    },
    'replication-rules-are-complete': {
      'no status': without('Status'),
      'a status that S3 does not know': rule('Status', 'On'),
      'no rules': set(PRIMARY, RULES, []),
      'an Id twice': second({ Id: 'ReplicateToSecondary' }),
      'no destination': without('Destination'),
      'a long Id': rule('Id', 'a'.repeat(256)),
    },
    'replication-rules-are-of-one-version': {
      'no Priority': without('Priority'),
      'no DeleteMarkerReplication': without('DeleteMarkerReplication'),
      'no Filter': without('Filter'),
      'a Prefix beside the Filter': rule('Prefix', ''),
      'a Priority twice': second({ Priority: 1 }),
      'a Priority below zero': rule('Priority', -1),
    },
    'replication-filters-are-valid': {
      'prefix and tag': rule('Filter', { Prefix: 'a/', TagFilter: { Key: 'a', Value: 'b' } }),
      'delete markers by tag': second({ Filter: { TagFilter: { Key: 'a', Value: 'b' } } }),
      'a status that S3 does not know': rule('DeleteMarkerReplication.Status', 'True'),
    },
    'replication-time-control-is-complete': {
      'time control without metrics': all(
        rule('Destination.ReplicationTime', { Status: 'Enabled', Time: { Minutes: 15 } }),
        without('Destination.Metrics'),
      ),
      'ten minutes': all(
        rule('Destination.ReplicationTime', { Status: 'Enabled', Time: { Minutes: 10 } }),
        rule('Destination.Metrics.EventThreshold', { Minutes: 15 }),
      ),
      'a threshold of ten minutes': all(
        rule('Destination.ReplicationTime', { Status: 'Enabled', Time: { Minutes: 15 } }),
        rule('Destination.Metrics.EventThreshold', { Minutes: 10 }),
      ),
      'a threshold without time control': rule('Destination.Metrics.EventThreshold', { Minutes: 15 }),
      'metrics of no status': rule('Destination.Metrics', {}),
    },
    'replica-ownership-is-complete': {
      'a new owner without an account': rule('Destination.AccessControlTranslation', { Owner: 'Destination' }),
      'another owner': all(
        rule('Destination.AccessControlTranslation', { Owner: 'Source' }),
        rule('Destination.Account', '123456789012'),
      ),
      'an account of eleven digits': rule('Destination.Account', '12345678901'),
      'a class that S3 does not know': rule('Destination.StorageClass', 'COLD'),
    },
    'replication-of-encrypted-objects-is-complete': {
      'a key for nothing': rule('Destination.EncryptionConfiguration', { ReplicaKmsKeyID: KEY }),
      'no key': rule('SourceSelectionCriteria', SELECTED),
      'a key that visitors may not use': all(
        rule('SourceSelectionCriteria', SELECTED),
        rule('Destination.EncryptionConfiguration', { ReplicaKmsKeyID: KEY }),
      ),
      'the primary encrypts what is not selected': set(
        PRIMARY,
        'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
        'aws:kms',
      ),
    },
  },
  harmless: {
    'an empty filter': rule('Filter', {}),
    'an account named': rule('Destination.Account', '123456789012'),
    'a rule of the first version': all(
      without('Filter'),
      without('Priority'),
      without('DeleteMarkerReplication'),
      rule('Prefix', ''),
    ),
    'copies of infrequent access': rule('Destination.StorageClass', 'STANDARD_IA'),
    'copies that are archived but read at once': rule('Destination.StorageClass', 'GLACIER_IR'),
    'a second rule for a directory': second({ Filter: { Prefix: 'assets/' } }),
    'a disabled rule for tagged objects': second({
      Status: 'Disabled',
      Filter: { TagFilter: { Key: 'a', Value: 'b' } },
      DeleteMarkerReplication: { Status: 'Disabled' },
    }),
    'another priority': rule('Priority', 0),
    'changes of replicas are copied': rule('SourceSelectionCriteria', { ReplicaModifications: { Status: 'Enabled' } }),
    'a role as text': set(
      PRIMARY,
      `${REPLICATION}.Role`,
      'arn:aws:iam::123456789012:role/example-com-123456789012-2faa2fac',
    ),
  },
};
