import { all, drop, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { bothPrimaries, BUCKET, check, CHECK, noLongerAfter, POLICY, undone, watched, withRef } from './site';

const CONFIG = 'HealthCheckConfig';
const HOST = `${CONFIG}.FullyQualifiedDomainName`;
const STATEMENT = 'PolicyDocument.Statement.2';
const SOURCES = `${STATEMENT}.Condition.IpAddress.aws:SourceIp`;
const BUCKET_NAME = 'example-com-123456789012-2faa2fac';
const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';
const STALE_ASSETS = 'Website/Content/StaleAssets/CustomResource';
const HEALTH_OBJECT = 'Website/Content/HealthObject/CustomResource';

const config = (name: string, value: unknown) => set(CHECK, `${CONFIG}.${name}`, value);

/** A check of this kind, counted by a calculated one beside the site's own. */
const counted = (settings: object): Change =>
  check(settings, (ref) => (app) => {
    const ChildHealthChecks = [ref, { Ref: app.logicalId(CHECK) }];
    check(
      { Type: 'CALCULATED', ChildHealthChecks, HealthThreshold: 1 },
      (id) => bothPrimaries('HealthCheckId', id),
      'Sum',
    )(app);
    watched('Sum')(app);
  });

const calculated = (settings: object) =>
  withRef(CHECK, (ref) =>
    check({ Type: 'CALCULATED', ChildHealthChecks: [ref], HealthThreshold: 1, ...settings }, (id) =>
      bothPrimaries('HealthCheckId', id),
    ),
  );

const alarm = (name: object, settings: object) =>
  counted({ Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: 'lag', Region: 'us-west-2', ...name }, ...settings });

const deny = (statement: object): Change =>
  set(POLICY, 'PolicyDocument.Statement.3', {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${BUCKET_NAME}/*`,
    ...statement,
  });

const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `key${index}`, Value: '' }));

export const healthCheckMutations: readonly Mutations[] = [
  {
    broken: {
      'health-check-types-are-known': {
        none: remove(CHECK, `${CONFIG}.Type`),
        'in lower case': config('Type', 'https'),
        'no such type': config('Type', 'PING'),
      },
      'health-check-settings-suit-the-type': {
        'a string to search for without its type': config('SearchString', 'ok'),
        'its type without the string': config('Type', 'HTTPS_STR_MATCH'),
        'an alarm': config('AlarmIdentifier', { Name: 'alarm', Region: 'us-east-1' }),
        children: config('HealthThreshold', 1),
        'a status without data': config('InsufficientDataHealthStatus', 'Healthy'),
        'a path of a connection': config('Type', 'TCP'),
        'a calculated check without children': config('Type', 'CALCULATED'),
        'a setting that there is not': config('Path', '/health.txt'),
      },
      'health-checks-are-timed': {
        'every minute': config('RequestInterval', 60),
        'every 20 seconds': config('RequestInterval', 20),
        'no failure': config('FailureThreshold', 0),
        'eleven failures': config('FailureThreshold', 11),
        'two failures and a half': config('FailureThreshold', 2.5),
      },
      'health-checkers-are-in-three-regions': {
        'two Regions': config('Regions', ['us-east-1', 'eu-west-1']),
        'a Region without checkers': config('Regions', ['us-east-1', 'eu-west-1', 'us-east-2']),
        'a Region twice': config('Regions', ['us-east-1', 'eu-west-1', 'eu-west-1']),
        'no Region': config('Regions', []),
      },
      'search-strings-are-short': {
        empty: all(config('Type', 'HTTPS_STR_MATCH'), config('SearchString', '')),
        'too long': all(config('Type', 'HTTPS_STR_MATCH'), config('SearchString', 'a'.repeat(256))),
        'too long, over HTTP': all(config('Type', 'HTTP_STR_MATCH'), config('SearchString', 'a'.repeat(300))),
      },
      'health-checks-are-enabled': {
        'it is disabled': config('Disabled', true),
        'written as text': config('Disabled', 'true'),
        'a calculated one is': calculated({ Disabled: true }),
      },
      'health-check-tags-are-valid': {
        eleven: set(CHECK, 'HealthCheckTags', tags(11)),
        'a key twice': set(CHECK, 'HealthCheckTags', [...tags(1), ...tags(1)]),
        'too long a key': set(CHECK, 'HealthCheckTags.0.Key', 'a'.repeat(129)),
        'too long a value': set(CHECK, 'HealthCheckTags.0.Value', 'a'.repeat(257)),
        "a key of AWS's": set(CHECK, 'HealthCheckTags.0.Key', 'aws:name'),
      },
      'health-checks-have-a-host': {
        none: remove(CHECK, HOST),
        'a URL': set(CHECK, HOST, `https://${BUCKET_NAME}.s3.us-east-2.amazonaws.com`),
        'a path after the host': set(CHECK, HOST, `${BUCKET_NAME}.s3.us-east-2.amazonaws.com/health.txt`),
        'a private address': all(remove(CHECK, HOST), config('IPAddress', '10.0.0.1')),
        'the address of nobody': config('IPAddress', 'example'),
        'more than 255 characters': set(CHECK, HOST, `${'a.'.repeat(130)}example.net`),
      },
      'health-check-ports-suit-the-protocol': {
        'the port of HTTP': config('Port', 80),
        'another port': config('Port', 8443),
        'no port of all': config('Port', 0),
        'too large a port': config('Port', 65536),
      },
      'health-check-paths-are-valid': {
        'no slash': config('ResourcePath', 'health.txt'),
        empty: config('ResourcePath', ''),
        'a space': config('ResourcePath', '/health check.txt'),
        'more than 255 characters': config('ResourcePath', `/${'a'.repeat(255)}`),
      },
      'buckets-are-checked-by-an-object': {
        'only a connection': all(config('Type', 'TCP'), remove(CHECK, `${CONFIG}.ResourcePath`)),
        'the root': config('ResourcePath', '/'),
        'no path': remove(CHECK, `${CONFIG}.ResourcePath`),
      },
      'buckets-are-checked-in-their-region': {
        'the global name': set(CHECK, HOST, `${BUCKET_NAME}.s3.amazonaws.com`),
        'the name in another Region': set(CHECK, HOST, `${BUCKET_NAME}.s3.us-west-2.amazonaws.com`),
        'the global name by its attribute': withRef(BUCKET, ({ Ref }) =>
          set(CHECK, HOST, { 'Fn::GetAtt': [Ref, 'DomainName'] }),
        ),
        'the accelerated name': set(CHECK, HOST, `${BUCKET_NAME}.s3-accelerate.amazonaws.com`),
      },
      'aws-endpoints-are-told-their-host': {
        'not in the handshake': config('EnableSNI', false),
        'written as text': config('EnableSNI', 'false'),
        'with a string to search for': all(
          config('EnableSNI', false),
          config('Type', 'HTTPS_STR_MATCH'),
          config('SearchString', 'ok'),
        ),
      },
      'calculated-checks-have-children': {
        none: calculated({ ChildHealthChecks: [] }),
        'one that is none': calculated({ ChildHealthChecks: ['health-check'] }),
        'one twice': withRef(CHECK, (ref) => calculated({ ChildHealthChecks: [ref, ref] })),
        itself: calculated({ ChildHealthChecks: [{ Ref: 'AddedCheck' }] }),
      },
      'health-thresholds-can-be-missed-and-met': {
        'none of them': calculated({ HealthThreshold: 0 }),
        'more than there are': calculated({ HealthThreshold: 2 }),
        'half a check': calculated({ HealthThreshold: 0.5 }),
      },
      'metric-checks-read-an-alarm': {
        'no Region': alarm({ Region: undefined }, {}),
        'no name': alarm({ Name: undefined }, {}),
        'another status': alarm({}, { InsufficientDataHealthStatus: 'OK' }),
        "an alarm's Region is another": (app) =>
          alarm({ Name: { Ref: app.logicalId('Website/Alarms/FailedReplication') } }, {})(app),
      },
      'health-objects-are-readable': {
        'no statement': remove(POLICY, STATEMENT),
        'no policy': drop(POLICY),
        'another object': set(POLICY, `${STATEMENT}.Resource`, `arn:aws:s3:::${BUCKET_NAME}/other.txt`),
        'the object of another bucket': set(POLICY, `${STATEMENT}.Resource`, 'arn:aws:s3:::example.com/health.txt'),
        'another action': set(POLICY, `${STATEMENT}.Action`, 's3:GetObjectVersion'),
        'another principal': set(POLICY, `${STATEMENT}.Principal`, { AWS: 'arn:aws:iam::123456789012:root' }),
        'it denies': set(POLICY, `${STATEMENT}.Effect`, 'Deny'),
        'other addresses': set(POLICY, SOURCES, ['192.0.2.0/24']),
        'not over TLS': set(POLICY, `${STATEMENT}.Condition.Bool.aws:SecureTransport`, 'false'),
        'only for whom a referer names': set(POLICY, `${STATEMENT}.Condition.StringEquals`, { 'aws:Referer': 'x' }),
        'the check asks over HTTP': all(config('Type', 'HTTP'), config('Port', 80)),
        'another statement denies it': deny({}),
        'another statement denies all but CloudFront': deny({
          Condition: { StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' } },
        }),
        'another statement denies all other addresses': deny({
          Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
        }),
        "another statement denies the checkers' agent": deny({
          Condition: { StringLike: { 'aws:UserAgent': '*Route53*' } },
        }),
        'another statement denies what is older than TLS 1.3': deny({
          Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } },
        }),
        'another statement denies other accounts': deny({
          Condition: { StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } },
        }),
        'reading over TLS is what is denied': set(
          POLICY,
          'PolicyDocument.Statement.0.Condition.Bool.aws:SecureTransport',
          'true',
        ),
        'the check asks for another object': config('ResourcePath', '/index.html'),
      },
      'health-objects-are-readable-by-every-checker': {
        'a range is missing': remove(POLICY, `${SOURCES}.0`),
        'a range is cut': set(POLICY, `${SOURCES}.0`, '15.177.0.0/19'),
        'the last range is missing': remove(POLICY, `${SOURCES}.17`),
      },
      'health-objects-are-for-checkers-alone': {
        'everybody may': set(POLICY, SOURCES, ['0.0.0.0/0']),
        'everybody may, without a condition': remove(POLICY, `${STATEMENT}.Condition`),
        'all other addresses': all(
          set(POLICY, `${STATEMENT}.Condition.NotIpAddress`, { 'aws:SourceIp': ['15.177.0.0/18'] }),
          remove(POLICY, `${STATEMENT}.Condition.IpAddress`),
        ),
        'a range more': set(POLICY, `${SOURCES}.18`, '192.0.2.0/24'),
        'a broader range': set(POLICY, `${SOURCES}.0`, '15.177.0.0/16'),
        'an IPv6 range more': set(POLICY, `${SOURCES}.18`, '2001:db8::/32'),
        'all objects': set(POLICY, `${STATEMENT}.Resource`, `arn:aws:s3:::${BUCKET_NAME}/*`),
        'an object more': set(POLICY, `${STATEMENT}.Resource`, [
          `arn:aws:s3:::${BUCKET_NAME}/health.txt`,
          `arn:aws:s3:::${BUCKET_NAME}/secret.txt`,
        ]),
        'any action': set(POLICY, `${STATEMENT}.Action`, 's3:*'),
        'an action more': set(POLICY, `${STATEMENT}.Action`, ['s3:GetObject', 's3:PutObject']),
        'another statement admits everybody': set(POLICY, 'PolicyDocument.Statement.3', {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${BUCKET_NAME}/*`,
        }),
      },
      'health-objects-are-not-under-kms': {
        "AWS's key": set(BUCKET, ENCRYPTION, { SSEAlgorithm: 'aws:kms' }),
        'a key of ours': set(BUCKET, ENCRYPTION, { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/site' }),
        'two layers': set(BUCKET, ENCRYPTION, { SSEAlgorithm: 'aws:kms:dsse' }),
      },
      'health-objects-are-published': {
        'no deployment does': drop(HEALTH_OBJECT),
        'the check asks for another': config('ResourcePath', '/alive.txt'),
        'it goes to another bucket': set(HEALTH_OBJECT, 'DestinationBucketName', 'example.com'),
        'it goes below a prefix': set(HEALTH_OBJECT, 'DestinationBucketKeyPrefix', 'status'),
        'it is left out': set(HEALTH_OBJECT, 'Exclude', ['*.txt']),
        'in another case': config('ResourcePath', '/Health.txt'),
      },
      'search-strings-are-in-their-object': {
        'another word': all(config('Type', 'HTTPS_STR_MATCH'), config('SearchString', 'healthy')),
        'in upper case': all(config('Type', 'HTTPS_STR_MATCH'), config('SearchString', 'OK')),
        'more than it holds': all(config('Type', 'HTTPS_STR_MATCH'), config('SearchString', 'ok ok')),
      },
      'pruning-keeps-what-others-deploy': {
        'it is no longer spared': remove(STALE_ASSETS, 'Exclude.2'),
        'the assets remove what is not theirs': set('Website/Content/Assets/CustomResource', 'Prune', true),
        'the pages remove what is not theirs': remove('Website/Content/Pages/CustomResource', 'Prune'),
        'what is spared is left in after all': set(STALE_ASSETS, 'Include', ['*.txt']),
      },
      'health-checks-wait-for-their-object': {
        'for nothing': noLongerAfter(CHECK, ''),
        'not for the object': noLongerAfter(CHECK, 'Content'),
        'not for the policy': noLongerAfter(CHECK, 'PrimaryBucketPolicy'),
      },
    },
    harmless: {
      'every 30 seconds, after 10 failures': all(config('RequestInterval', 30), config('FailureThreshold', '10')),
      'after one failure': config('FailureThreshold', 1),
      'what is as it is anyway': all(
        ...['FailureThreshold', 'EnableSNI', 'Inverted', 'MeasureLatency', 'Port', 'RequestInterval'].map((name) =>
          remove(CHECK, `${CONFIG}.${name}`),
        ),
      ),
      'three Regions': config('Regions', ['us-east-1', 'eu-west-1', 'ap-southeast-2']),
      'a string to search for': all(config('Type', 'HTTPS_STR_MATCH'), config('SearchString', 'ok')),
      'ten tags': set(CHECK, 'HealthCheckTags', tags(10)),
      'no tags': remove(CHECK, 'HealthCheckTags'),
      'the host as text': set(CHECK, HOST, `${BUCKET_NAME}.s3.us-east-2.amazonaws.com`),
      'a parameter after the path': config('ResourcePath', '/health.txt?from=route53'),
      'a range in two halves': all(
        set(POLICY, `${SOURCES}.0`, '15.177.0.0/19'),
        set(POLICY, `${SOURCES}.18`, '15.177.32.0/19'),
      ),
      'a principal that is not an object': set(POLICY, `${STATEMENT}.Principal`, '*'),
      'the policy wants TLS in one place only': remove(POLICY, `${STATEMENT}.Condition.Bool`),
      'what is older than TLS 1.2 is denied': deny({ Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }),
      'another agent is denied': deny({ Condition: { StringLike: { 'aws:UserAgent': 'curl/*' } } }),
      'users of other accounts are denied': deny({
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalAccount': ['123456789012', 'anonymous'] },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
      'all but reading is denied without TLS': deny({
        Action: undefined,
        NotAction: ['s3:GetObject', 's3:ListBucket'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      'other objects are denied to other addresses': deny({
        Resource: `arn:aws:s3:::${BUCKET_NAME}/private/*`,
        Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } },
      }),
      'a second check, of an address': counted({ Type: 'TCP', IPAddress: '192.0.2.1', Port: 443 }),
      'a check of an alarm': (app) =>
        alarm(
          { Name: { Ref: app.logicalId('Website/Alarms/FailedReplication') }, Region: 'us-east-2' },
          { InsufficientDataHealthStatus: 'LastKnownStatus' },
        )(app),
    },
  },
  {
    settings: { contentPath: false },
    broken: {
      'health-objects-are-published': {
        'the check asks for another': config('ResourcePath', '/alive.txt'),
      },
      'health-checks-wait-for-their-object': {
        'for nothing': noLongerAfter(CHECK, ''),
      },
    },
    harmless: { 'another pipeline publishes all of it': undone(HEALTH_OBJECT) },
  },
];
