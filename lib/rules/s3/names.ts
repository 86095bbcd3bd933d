import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy } from '../site';
import { BUCKET } from './model';

const RULES: readonly (readonly [is: RegExp, expected: boolean, what: string])[] = [
  [/^.{3,63}$/, true, 'has not 3 to 63 characters'],
  [/^[a-z0-9.-]*$/, true, 'has other characters than lowercase letters, digits, dots and hyphens'],
  [/^[a-z0-9](.*[a-z0-9])?$/, true, 'does not begin and end with a letter or digit'],
  [/\.\./, false, 'has two dots in a row'],
  [/^\d+\.\d+\.\d+\.\d+$/, false, 'looks like an IP address'],
  [/^(xn--|sthree-|amzn-s3-demo-)/, false, 'begins with what S3 keeps to itself'],
  [/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/, false, 'ends with what S3 keeps to itself'],
];

/** What S3 takes as the name of a bucket. */
export const bucketNameRules: readonly Rule[] = [
  {
    id: 'bucket-names-are-valid',
    severity: 'error',
    sentence: 'The name of a bucket is one that S3 takes.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
    types: [BUCKET],
    *check(bucket) {
      const at = bucket.at('BucketName');
      for (const [is, expected, what] of at.exists ? RULES : []) {
        if (is.test(at.text ?? '') !== expected) {
          yield { at, wrong: `the bucket name ${at.text} ${what}`, write: 'write a name that S3 takes' };
        }
      }
    },
  },
  {
    id: 'bucket-names-are-unique',
    severity: 'error',
    sentence: 'No two buckets of the app have the same name, in whichever Region.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const at = bucket.at('BucketName');
      const [first] = at.exists ? (assembly.once(bucketsByName).get(at.text) ?? []) : [];
      if (first && first !== bucket) {
        yield { at, wrong: `${first.path} is named ${at.text} as well`, write: 'give the bucket a name of its own' };
      }
    },
  },
  {
    id: 'accelerated-buckets-have-no-dots',
    severity: 'error',
    sentence: 'Transfer acceleration is Enabled or Suspended, for a bucket without dots in its name.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html',
    types: [BUCKET],
    *check(bucket) {
      const configuration = bucket.at('AccelerateConfiguration');
      const at = configuration.at('AccelerationStatus');
      if (configuration.exists && !['Enabled', 'Suspended'].includes(at.text ?? '')) {
        yield { at, wrong: `AccelerationStatus is ${String(at)}`, write: 'write Enabled or Suspended' };
      } else if (configuration.exists && bucket.at('BucketName').text?.includes('.')) {
        yield {
          at: configuration,
          wrong: `${bucket.ref} has dots in its name, with which S3 accelerates nothing`,
          write: 'remove AccelerateConfiguration',
        };
      }
    },
  },
  {
    id: 'bucket-tags-are-valid',
    severity: 'error',
    sentence:
      'A bucket has at most 50 tags of different keys, up to 128 characters with values up to 256, none of AWS.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html',
    types: [BUCKET],
    *check(bucket) {
      const tags = bucket.at('Tags');
      const keys = tags.list.map((tag) => tag.at('Key'));
      if (keys.length > 50) {
        yield { at: tags, wrong: `${bucket.ref} has ${keys.length} tags`, write: 'write 50 at most' };
      }
      for (const [index, at] of keys.entries()) {
        const value = tags.list[index]?.at('Value').text ?? '';
        const isRepeated = keys.findIndex((key) => key.text === at.text) < index;
        if (!/^(?!aws:).{1,128}$/is.test(at.text ?? '') || value.length > 256 || isRepeated) {
          yield { at, wrong: `the tag ${String(at)} is refused`, write: 'write each key once, without aws: before it' };
        }
      }
    },
  },
];

function bucketsByName(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(assembly.all(BUCKET), (bucket) => bucket.at('BucketName').text);
}
