import { all, remove, set, type Change } from '../../mutable-app';
import { add, arnOf, PRIMARY, PRIMARY_POLICY, REDIRECT, ref, SECONDARY, SECONDARY_POLICY, type Part } from './paths';

const RULES = 'LifecycleConfiguration.Rules';
const RULE = `${RULES}.0`;
const KMS = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm';
const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration';
const LOGGING = 'LoggingConfiguration';
const logBucket = (role: string, properties: object = {}): Change =>
  add(role, 'Logs', 'AWS::S3::Bucket', { BucketName: 'example-logs', ...properties });
const toLogs = set(PRIMARY, LOGGING, { DestinationBucketName: 'example-logs' });
const rule = (more: object) => ({ Id: 'More', Status: 'Enabled', ...more });
const alsoRule =
  (more: object, bucket = PRIMARY): Change =>
  (app) =>
    (app.get(bucket, RULES) as object[]).push(rule(more));
const policy =
  (path: string, DeletionPolicy: string | undefined, UpdateReplacePolicy: string | undefined): Change =>
  (app) => {
    Object.assign(app.resource(path), { DeletionPolicy, UpdateReplacePolicy });
  };
const lock = { ObjectLockEnabled: true, ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } };
const locked = (bucket: string, retention?: object): Change =>
  all(
    set(bucket, 'ObjectLockEnabled', true),
    set(bucket, 'ObjectLockConfiguration', {
      ...lock.ObjectLockConfiguration,
      ...(retention ? { Rule: { DefaultRetention: retention } } : {}),
    }),
  );
const TOPIC = 'Website/Alarms/Topic';
const notifyTopic: Change = (app) =>
  app.set(PRIMARY, 'NotificationConfiguration.TopicConfigurations', [
    { Event: 's3:Replication:OperationFailedReplication', Topic: ref(app, TOPIC) },
  ]);

export const keeping: Part = {
  broken: {
    'what-everyone-reads-is-not-under-kms': {
      'the website is under KMS': set(SECONDARY, KMS, 'aws:kms'),
      'the website is under KMS twice': set(SECONDARY, KMS, 'aws:kms:dsse'),
      'what checkers read is under KMS': set(PRIMARY, KMS, 'aws:kms'),
    },
    'bucket-encryption-is-valid': {
      'an algorithm that S3 does not know': set(PRIMARY, KMS, 'AES128'),
      'a key without KMS': set(
        SECONDARY,
        `${ENCRYPTION}.0.ServerSideEncryptionByDefault.KMSMasterKeyID`,
        'arn:aws:kms:us-west-2:123456789012:key/1',
      ),
      'no rule': set(PRIMARY, ENCRYPTION, []),
    },
    'lifecycles-are-valid': {
      'no status': remove(PRIMARY, `${RULE}.Status`),
      'a status that S3 does not know': set(SECONDARY, `${RULE}.Status`, 'On'),
      'no days': set(PRIMARY, `${RULE}.NoncurrentVersionExpiration.NoncurrentDays`, 0),
      'days below zero': set(PRIMARY, `${RULE}.AbortIncompleteMultipartUpload.DaysAfterInitiation`, -1),
      'half a day': set(PRIMARY, `${RULE}.NoncurrentVersionExpiration.NoncurrentDays`, 0.5),
      'an Id twice': alsoRule({ Id: 'EndOldVersions', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 } }),
      'a rule without an action': alsoRule({ Prefix: 'a/' }),
      'uploads end after no days': set(PRIMARY, `${RULE}.AbortIncompleteMultipartUpload`, {}),
      'no rules': set(PRIMARY, RULES, []),
    },
    'delete-markers-expire-alone': {
      'with days': set(PRIMARY, `${RULE}.ExpirationInDays`, 365),
      'with a date': set(SECONDARY, `${RULE}.ExpirationDate`, '2030-01-01T00:00:00Z'),
      'with tags': set(PRIMARY, `${RULE}.TagFilters`, [{ Key: 'a', Value: 'b' }]),
    },
    'transitions-are-valid': {
      'a class that S3 does not know': alsoRule({ Transitions: [{ StorageClass: 'COLD', TransitionInDays: 30 }] }),
      'infrequent access too soon': alsoRule({ Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 7 }] }),
      'no days': alsoRule({ NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER' }] }),
      'after the end': alsoRule({
        Prefix: 'tmp/',
        ExpirationInDays: 30,
        Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 60 }],
      }),
    },
    'pages-do-not-expire': {
      'pages end after a year': alsoRule({ ExpirationInDays: 365 }),
      'replicas end': alsoRule({ ExpirationInDays: 90, Prefix: '' }, SECONDARY),
      'what is published in a directory ends': alsoRule({ ExpirationInDays: 30, Prefix: 'assets/' }),
      'a page ends': alsoRule({ ExpirationInDays: 30, Prefix: 'index.html' }, SECONDARY),
      'pages end by size': alsoRule({ ExpirationInDays: 30, ObjectSizeGreaterThan: 1 }),
      'pages end on a day': alsoRule({ ExpirationDate: '2030-01-01T00:00:00Z' }),
    },
    'pages-are-not-archived': {
      'pages go to Glacier': alsoRule({ Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 90 }] }),
      'replicas go to the deep archive': alsoRule(
        { Transitions: [{ StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 0 }] },
        SECONDARY,
      ),
      'pages go to Glacier by the old property': alsoRule({
        Transition: { StorageClass: 'Glacier', TransitionInDays: 30 },
      }),
      'tiers archive': set(SECONDARY, 'IntelligentTieringConfigurations', [
        { Id: 'a', Status: 'Enabled', Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days: 90 }] },
      ]),
    },
    'old-versions-end': {
      'no lifecycle': remove(PRIMARY, 'LifecycleConfiguration'),
      'the rule is disabled': set(SECONDARY, `${RULE}.Status`, 'Disabled'),
      'old versions stay': remove(PRIMARY, `${RULE}.NoncurrentVersionExpiration`),
      'old versions of a directory end': set(PRIMARY, `${RULE}.Prefix`, 'assets/'),
    },
    'buckets-outlive-their-stack': {
      'the primary is deleted': policy(PRIMARY, 'Delete', 'Delete'),
      'the secondary has no policies': policy(SECONDARY, undefined, undefined),
      'the secondary is deleted when replaced': policy(SECONDARY, 'Retain', 'Delete'),
      'a retained bucket is emptied': add('Website', 'Empty', 'Custom::S3AutoDeleteObjects', {
        BucketName: 'example-com-123456789012-2faa2fac',
      }),
    },
    'fallback-names-are-kept': {
      'the redirect is deleted': policy(REDIRECT, 'Delete', 'Delete'),
      'the redirect has no policy': policy(REDIRECT, undefined, undefined),
      'the redirect is deleted with its stack only': policy(REDIRECT, 'Delete', 'Retain'),
    },
    'versioning-is-known': {
      'in lower case': set(PRIMARY, 'VersioningConfiguration.Status', 'enabled'),
      'no status': set(REDIRECT, 'VersioningConfiguration', {}),
      disabled: set(REDIRECT, 'VersioningConfiguration.Status', 'Disabled'),
    },
    'object-lock-is-valid': {
      'settings without the lock': set(PRIMARY, 'ObjectLockConfiguration', lock.ObjectLockConfiguration),
      'days and years': locked(PRIMARY, { Mode: 'GOVERNANCE', Days: 1, Years: 1 }),
      'no mode': locked(SECONDARY, { Days: 1 }),
      'a lock on suspended versions': all(
        locked(SECONDARY),
        set(SECONDARY, 'VersioningConfiguration.Status', 'Suspended'),
      ),
    },
    'locked-objects-have-locked-replicas': {
      'the primary is locked': locked(PRIMARY),
      'the primary is locked for a day': locked(PRIMARY, { Mode: 'GOVERNANCE', Days: 1 }),
      'the replica is not, by name': all(locked(PRIMARY), set(SECONDARY, 'ObjectLockEnabled', false)),
    },
    'access-logs-go-to-a-log-bucket': {
      'the primary logs to itself': set(PRIMARY, LOGGING, { LogFilePrefix: 'logs/' }),
      'the primary logs to the website': set(PRIMARY, LOGGING, { DestinationBucketName: 'example.com' }),
      'the website logs to the redirect': set(SECONDARY, LOGGING, { DestinationBucketName: 'www.example.com' }),
      'the log bucket is in another Region': all(logBucket('Secondary'), toLogs),
      'the log bucket is under KMS': all(
        logBucket('Website', {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
          },
        }),
        toLogs,
      ),
    },
    'events-go-where-s3-may-send-them': {
      'the topic does not admit S3': notifyTopic,
      'an event that S3 does not know': set(PRIMARY, 'NotificationConfiguration.QueueConfigurations', [
        { Event: 's3:ObjectMade', Queue: 'arn:aws:sqs:us-east-2:123456789012:events' },
      ]),
      'a queue in another Region': set(PRIMARY, 'NotificationConfiguration.QueueConfigurations', [
        { Event: 's3:ObjectCreated:*', Queue: 'arn:aws:sqs:eu-west-1:123456789012:events' },
      ]),
      'a function without a permission': (app) => {
        app.set(PRIMARY, 'NotificationConfiguration.LambdaConfigurations', [
          {
            Event: 's3:ObjectCreated:*',
            Function: arnOf(app, 'Website/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C'),
          },
        ]);
      },
    },
    'cors-is-valid': {
      'a method that S3 does not allow': set(PRIMARY, 'CorsConfiguration.CorsRules', [
        { AllowedOrigins: ['*'], AllowedMethods: ['OPTIONS'] },
      ]),
      'no origins': set(PRIMARY, 'CorsConfiguration.CorsRules', [{ AllowedMethods: ['GET'] }]),
      'two wildcards': set(SECONDARY, 'CorsConfiguration.CorsRules', [
        { AllowedOrigins: ['http://*.example.*'], AllowedMethods: ['GET'] },
      ]),
    },
  },
  harmless: {
    'old versions end after a day': set(PRIMARY, `${RULE}.NoncurrentVersionExpiration.NoncurrentDays`, 1),
    'a number as text': set(PRIMARY, `${RULE}.NoncurrentVersionExpiration.NoncurrentDays`, '30'),
    'some old versions are kept': set(PRIMARY, `${RULE}.NoncurrentVersionExpiration.NewerNoncurrentVersions`, 5),
    'drafts end': alsoRule({ Prefix: 'drafts/', ExpirationInDays: 30 }),
    'pages of classes that are read at once': alsoRule({
      Transitions: [
        { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
        { StorageClass: 'GLACIER_IR', TransitionInDays: 90 },
      ],
    }),
    'old versions are archived': alsoRule({
      NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', TransitionInDays: 7 }],
    }),
    'both buckets are retained except on creation': all(
      policy(PRIMARY, 'RetainExceptOnCreate', 'Retain'),
      policy(SECONDARY, 'RetainExceptOnCreate', 'Retain'),
    ),
    'a log bucket': all(
      logBucket('Website', { LifecycleConfiguration: { Rules: [rule({ ExpirationInDays: 90 })] } }),
      toLogs,
    ),
    'S3 keys for the bucket': set(PRIMARY, `${ENCRYPTION}.0.BucketKeyEnabled`, false),
    'both buckets lock objects': all(locked(PRIMARY), locked(SECONDARY, { Mode: 'GOVERNANCE', Days: 1 })),
    'a topic that admits S3': all(notifyTopic, (app) => {
      (app.get('Website/Alarms/Topic/Policy', 'PolicyDocument.Statement') as object[]).push({
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: ref(app, TOPIC),
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      });
    }),
    'fonts for other sites': all(
      ...[PRIMARY, SECONDARY].map((bucket) =>
        set(bucket, 'CorsConfiguration.CorsRules', [
          { AllowedOrigins: ['https://*.example.org'], AllowedMethods: ['GET', 'HEAD'], MaxAge: 3600 },
        ]),
      ),
    ),
    'both policies get an Id': all(
      set(PRIMARY_POLICY, 'PolicyDocument.Id', 'primary'),
      set(SECONDARY_POLICY, 'PolicyDocument.Id', 'secondary'),
    ),
  },
};
