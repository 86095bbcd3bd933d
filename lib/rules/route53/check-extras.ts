import type { Rule } from '../rule';
import { checkRule, hasTwice, setting } from './check-settings';
import { isWhole } from './record-shape';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

/** Settings of a health check that are good for few, and its tags. */
export const checkExtraRules: readonly Rule[] = [
  checkRule({
    id: 'search-strings-are-short',
    severity: 'error',
    sentence: 'A search string has 1 to 255 characters.',
    page: API,
    *check(check) {
      const at = setting(check, 'SearchString');
      if (at.exists && !isWhole(at.text?.length, 1, 255)) {
        yield {
          at,
          wrong: `SearchString has ${at.text?.length ?? 0} characters`,
          write: 'set SearchString to 1 to 255 characters',
        };
      }
    },
  }),
  checkRule({
    id: 'health-checks-are-enabled',
    severity: 'error',
    sentence: 'A health check is not disabled: it would count as healthy for ever.',
    page: API,
    *check(check) {
      const at = setting(check, 'Disabled');
      if (at.flag === true) {
        yield { at, wrong: 'the health check is disabled, so that nothing fails over', write: 'remove Disabled' };
      }
    },
  }),
  checkRule({
    id: 'health-check-tags-are-valid',
    severity: 'error',
    sentence: 'A health check has at most 10 tags of different keys, up to 128 characters with values up to 256.',
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeTagsForResource.html',
    *check(check) {
      const tags = check.at('HealthCheckTags');
      const keys = tags.list.map((tag) => tag.at('Key').text ?? '');
      if (keys.length > 10 || hasTwice(keys)) {
        yield { at: tags, wrong: `the tags are ${keys.join(', ')}`, write: 'keep at most 10, each key once' };
      }
      for (const tag of tags.list) {
        const [key = '', value] = [tag.at('Key').text, tag.at('Value').text];
        if (!isWhole(key.length, 1, 128) || value === undefined || value.length > 256 || /^aws:/i.test(key)) {
          yield {
            at: tag,
            wrong: `the tag ${key} is not valid`,
            write: 'shorten its key or value; no aws: before the key',
          };
        }
      }
    },
  }),
];
