import { all, remove, set } from '../../mutable-app';
import { add, PRIMARY, REDIRECT, SECONDARY, type Part } from './paths';

const bucket = (name: string) => add('Website', 'Other', 'AWS::S3::Bucket', { BucketName: name });
const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `key-${index}`, Value: 'value' }));
const accelerated = { AccelerationStatus: 'Enabled' };

export const names: Part = {
  broken: {
    'bucket-names-are-valid': {
      'upper case': bucket('Example'),
      'an underscore': bucket('example_logs'),
      'two characters': bucket('ab'),
      '64 characters': bucket('a'.repeat(64)),
      'two dots': bucket('example..com'),
      'an IP address': bucket('192.168.5.4'),
      'a hyphen at the end': bucket('example-'),
      'a dot at the start': bucket('.example'),
      punycode: bucket('xn--bcher-kva'),
      'a prefix of S3': bucket('sthree-logs'),
      'a prefix of examples': bucket('amzn-s3-demo-logs'),
      'a suffix of access points': bucket('logs-s3alias'),
      'a suffix of directory buckets': bucket('logs--x-s3'),
      'a suffix of multi-region access points': bucket('logs.mrap'),
      'a space in the name of the primary': set(PRIMARY, 'BucketName', 'example com'),
    },
    'bucket-names-are-unique': {
      'the primary is named as the secondary': set(PRIMARY, 'BucketName', 'example.com'),
      'a second bucket of the name in another stack': bucket('www.example.com'),
      'the redirect is named as the site': set(REDIRECT, 'BucketName', 'example.com'),
    },
    'bucket-tags-are-valid': {
      'more than fifty': set(PRIMARY, 'Tags', tags(51)),
      'a tag of AWS': set(SECONDARY, 'Tags', [{ Key: 'aws:team', Value: 'web' }]),
      'a key twice': set(SECONDARY, 'Tags', [...tags(1), ...tags(1)]),
      'a long value': set(SECONDARY, 'Tags', [{ Key: 'team', Value: 'a'.repeat(257) }]),
    },
    'accelerated-buckets-have-no-dots': {
      'the secondary is accelerated': set(SECONDARY, 'AccelerateConfiguration', accelerated),
      'the redirect is accelerated': set(REDIRECT, 'AccelerateConfiguration', accelerated),
      'a status that S3 does not know': set(PRIMARY, 'AccelerateConfiguration', { AccelerationStatus: 'On' }),
    },
  },
  harmless: {
    'a bucket of three characters': bucket('abc'),
    'a bucket of 63 characters': bucket('a'.repeat(63)),
    'a bucket without a name': add('Website', 'Other', 'AWS::S3::Bucket', {}),
    'the primary is accelerated': set(PRIMARY, 'AccelerateConfiguration', accelerated),
    'fifty tags': set(SECONDARY, 'Tags', tags(50)),
    'a bucket gets tags': all(
      set(PRIMARY, 'Tags', [{ Key: 'team', Value: 'web' }]),
      set(SECONDARY, 'Tags', [{ Key: 'team', Value: 'web' }]),
    ),
    'encryption is left to S3': remove(PRIMARY, 'BucketEncryption'),
    'ownership is left to S3': remove(PRIMARY, 'OwnershipControls'),
  },
};
