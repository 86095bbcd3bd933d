import type { Value } from '../assembly/value';
import type { Problem, ResourceRule, Rule } from '../rule';
import { replicationRulesOf } from '../site';
import { BUCKET, hasAnonymousReaders, kmsEncryption, replicaOf } from './model';

const CONFIGURATION = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html';
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

function ruleOfRules(
  id: string,
  sentence: string,
  page: string,
  check: (rules: readonly Value[], configuration: Value) => Iterable<Problem>,
): ResourceRule {
  return {
    id,
    severity: 'error',
    sentence,
    page,
    types: [BUCKET],
    *check(bucket) {
      const configuration = bucket.at('ReplicationConfiguration');
      if (configuration.exists) {
        yield* check(replicationRulesOf(bucket), configuration);
      }
    },
  };
}

/** What S3 takes as the configuration of a replication. */
export const replicationSettingRules: readonly Rule[] = [
  ruleOfRules(
    'replication-rules-are-complete',
    'A replication has 1 to 1,000 rules, each of them Enabled or Disabled, with a destination and an Id of its own.',
    CONFIGURATION,
    function* (rules, configuration) {
      if (rules.length === 0 || rules.length > 1000) {
        yield { at: configuration.at('Rules'), wrong: `there are ${rules.length} rules`, write: 'write 1 to 1,000' };
      }
      for (const rule of rules) {
        const [status, id, target] = [rule.at('Status'), rule.at('Id'), rule.at('Destination.Bucket')];
        if (!['Enabled', 'Disabled'].includes(status.text ?? '')) {
          yield { at: status, wrong: `the Status is ${String(status)}`, write: 'write Enabled' };
        }
        if (
          (id.text ?? '').length > 255 ||
          rules.some((one) => one !== rule && id.exists && one.at('Id').text === id.text)
        ) {
          yield { at: id, wrong: `the Id ${id.text} is there twice or too long`, write: 'give each rule its own' };
        }
        if (!target.exists) {
          yield { at: target, wrong: 'the rule has no destination', write: 'set Destination.Bucket' };
        }
      }
    },
  ),
  ruleOfRules(
    'replication-rules-are-of-one-version',
    'A replication rule with a Filter has a Priority of its own and DeleteMarkerReplication, any other has none of them.',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html',
    function* (rules) {
      const hasFilters = rules.some((rule) => rule.at('Filter').exists);
      for (const rule of rules) {
        const [filter, priority] = [rule.at('Filter'), rule.at('Priority')];
        if (filter.exists && rule.at('Prefix').exists) {
          yield { at: rule.at('Prefix'), wrong: 'the rule has a Prefix beside its Filter', write: 'remove Prefix' };
        }
        if (hasFilters && !filter.exists) {
          yield { at: filter, wrong: 'the rule has no Filter, but others have', write: 'set Filter' };
        }
        for (const name of ['Priority', 'DeleteMarkerReplication.Status']) {
          if (rule.at(name).exists !== filter.exists) {
            const wrong = filter.exists
              ? `the rule has a Filter, but no ${name}`
              : `the rule has no Filter, but ${name}`;
            yield { at: rule.at(name), wrong, write: `set Filter and ${name}` };
          }
        }
        if (priority.exists && !(Number.isInteger(priority.number) && (priority.number ?? -1) >= 0)) {
          yield { at: priority, wrong: `the Priority is ${String(priority)}`, write: 'write a whole number' };
        }
        if (priority.exists && rules.some((one) => one !== rule && one.at('Priority').text === priority.text)) {
          yield { at: priority, wrong: `two rules have the Priority ${priority.text}`, write: 'give each its own' };
        }
      }
    },
  ),
  ruleOfRules(
    'replication-filters-are-valid',
    'The filter of a replication rule has one of Prefix, TagFilter and And; with tags it replicates no delete markers.',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRuleFilter.html',
    function* (rules) {
      for (const rule of rules) {
        const filter = rule.at('Filter');
        const names = filter.entries.map(([name]) => name);
        const markers = rule.at('DeleteMarkerReplication.Status');
        const hasTags = filter.at('TagFilter').exists || filter.at('And.TagFilters').exists;
        if (names.length > 1 || names.some((name) => !['Prefix', 'TagFilter', 'And'].includes(name))) {
          yield { at: filter, wrong: `the filter has ${names.join(', ')}`, write: 'write Prefix, TagFilter or And' };
        }
        if (markers.exists && !['Enabled', 'Disabled'].includes(markers.text ?? '')) {
          yield { at: markers, wrong: `the Status is ${String(markers)}`, write: 'write Enabled' };
        } else if (hasTags && markers.text === 'Enabled') {
          yield { at: markers, wrong: 'delete markers have no tags to filter by', write: 'filter by Prefix' };
        }
      }
    },
  ),
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
