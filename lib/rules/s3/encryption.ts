import type { Rule } from '../rule';
import { BUCKET, fallbackWebsites, hasAnonymousReaders, kmsEncryption, servesPages } from './model';

const KMS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html';
const DEFAULTS = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html';

/** How buckets encrypt, so that who has to read can. */
export const encryptionRules: readonly Rule[] = [
  {
    id: 'what-everyone-reads-is-not-under-kms',
    severity: 'error',
    sentence: 'A bucket that people unknown read, as a website or otherwise, encrypts with keys of S3, not of KMS.',
    page: KMS,
    types: [BUCKET],
    *check(bucket, assembly) {
      const at = kmsEncryption(bucket);
      const isWebsite = servesPages(bucket) && fallbackWebsites(assembly).has(bucket);
      if (at && (isWebsite || hasAnonymousReaders(bucket, assembly))) {
        yield {
          at,
          wrong: `${bucket.ref} encrypts with ${String(at)}, which refuses everyone who is not signed in`,
          write: 'set SSEAlgorithm to AES256',
        };
      }
    },
  },
  {
    id: 'bucket-encryption-is-valid',
    severity: 'error',
    sentence: 'A bucket has one rule of encryption, with AES256 or KMS, and a key only with KMS.',
    page: DEFAULTS,
    types: [BUCKET],
    *check(bucket) {
      const encryption = bucket.at('BucketEncryption');
      const rules = encryption.at('ServerSideEncryptionConfiguration');
      if (encryption.exists && rules.list.length !== 1) {
        yield { at: rules, wrong: `there are ${rules.list.length} rules of encryption`, write: 'write one' };
      }
      for (const standard of rules.list.map((rule) => rule.at('ServerSideEncryptionByDefault'))) {
        const [algorithm, key] = [standard.at('SSEAlgorithm'), standard.at('KMSMasterKeyID')];
        if (standard.exists && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm.text ?? '')) {
          yield { at: algorithm, wrong: `the algorithm is ${String(algorithm)}`, write: 'write AES256' };
        } else if (key.exists && algorithm.text === 'AES256') {
          yield { at: key, wrong: 'AES256 takes no key', write: 'remove KMSMasterKeyID' };
        }
      }
    },
  },
];
