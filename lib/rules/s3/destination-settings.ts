import type { Rule } from '../rule';
import { replicationRulesOf } from '../site';
import { BUCKET, hasAnonymousReaders, kmsEncryption, replicaOf } from './model';
import { ruleOfRules } from './replication-settings';

const ADDITIONAL = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html';
const STORAGE_CLASSES = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'GLACIER_IR',
  'DEEP_ARCHIVE',
];

/** What S3 takes as the destination of a replication. */
export const destinationSettingRules: readonly Rule[] = [
  ruleOfRules(
    'replication-time-control-is-complete',
    'Replication time control is of 15 minutes and comes with metrics, whose EventThreshold is there only with it.',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html',
    function* (rules) {
      for (const destination of rules.map((rule) => rule.at('Destination'))) {
        const [control, metrics] = [destination.at('ReplicationTime'), destination.at('Metrics')];
        const [time, threshold] = [control.at('Time.Minutes'), metrics.at('EventThreshold.Minutes')];
        for (const at of [control, metrics].filter((one) => one.exists).map((one) => one.at('Status'))) {
          if (!['Enabled', 'Disabled'].includes(at.text ?? '')) {
            yield { at, wrong: `the Status is ${String(at)}`, write: 'write Enabled' };
          }
        }
        const isOn = control.at('Status').text === 'Enabled';
        if (isOn && metrics.at('Status').text !== 'Enabled') {
          yield { at: metrics, wrong: 'time control is on, metrics are not', write: 'set Metrics.Status to Enabled' };
        }
        for (const at of [time, threshold]) {
          if (at.exists ? at.number !== 15 : isOn) {
            yield { at, wrong: `the minutes are ${String(at)}`, write: 'write 15' };
          }
        }
        if (threshold.exists && !isOn) {
          yield { at: threshold, wrong: 'the threshold is of no time control', write: 'remove EventThreshold' };
        }
      }
    },
  ),
  ruleOfRules(
    'replica-ownership-is-complete',
    'A replication that changes owners says to whom: AccessControlTranslation has the Owner Destination and an Account.',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html',
    function* (rules) {
      for (const destination of rules.map((rule) => rule.at('Destination'))) {
        const [translation, account, storage] = ['AccessControlTranslation', 'Account', 'StorageClass'].map((name) =>
          destination.at(name),
        );
        if (translation?.exists && (translation.at('Owner').text !== 'Destination' || !account?.exists)) {
          yield { at: translation, wrong: 'the new owner is not named', write: 'remove it, or add Account' };
        }
        if (account?.exists && !/^\d{12}$/.test(account.text ?? '')) {
          yield { at: account, wrong: `the account is ${String(account)}`, write: 'write 12 digits' };
        }
        if (storage?.exists && !STORAGE_CLASSES.includes(storage.text ?? '')) {
          yield { at: storage, wrong: `S3 has no class ${String(storage)}`, write: 'remove it' };
        }
      }
    },
  ),
  {
    id: 'replication-of-encrypted-objects-is-complete',
    severity: 'error',
    sentence:
      'A replication selects objects under KMS and names a key for the copies, or neither; it has to for a bucket that encrypts so.',
    page: ADDITIONAL,
    types: [BUCKET],
    *check(bucket, assembly) {
      const encrypts = kmsEncryption(bucket);
      for (const rule of replicationRulesOf(bucket)) {
        const selects = rule.at('SourceSelectionCriteria.SseKmsEncryptedObjects.Status');
        const key = rule.at('Destination.EncryptionConfiguration.ReplicaKmsKeyID');
        const replica = replicaOf(rule, assembly);
        if (selects.text === 'Enabled' ? !key.text : key.exists) {
          yield {
            at: key,
            wrong: `objects under KMS are selected: ${String(selects)}, the key of the copies: ${String(key)}`,
            write: 'set SseKmsEncryptedObjects.Status to Enabled and ReplicaKmsKeyID, or remove both',
          };
        } else if (encrypts && selects.text !== 'Enabled') {
          yield {
            at: selects,
            wrong: `${bucket.ref} encrypts with ${String(encrypts)}, and what is so is not copied`,
            write: 'set BucketEncryption to AES256, or select such objects',
          };
        }
        if (key.exists && replica && hasAnonymousReaders(replica, assembly)) {
          yield { at: key, wrong: `visitors of ${replica.ref} may not use a KMS key`, write: 'remove it' };
        }
      }
    },
  },
];
