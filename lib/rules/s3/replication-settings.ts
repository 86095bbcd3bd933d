import type { Value } from '../assembly/value';
import type { Problem, ResourceRule, Rule } from '../rule';
import { replicationRulesOf } from '../site';
import { BUCKET } from './model';

const CONFIGURATION = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html';
/** A rule about the replication rules of a bucket, if there are any. */
export function ruleOfRules(
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

/** What S3 takes as the rules of a replication. */
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
];
