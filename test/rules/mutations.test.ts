import { ALL_RULES } from '../../lib/rules/all-rules';
import { Assembly } from '../../lib/rules/assembly/assembly';
import type { AssemblySource } from '../../lib/rules/assembly/assembly-source';
import type { Finding } from '../../lib/rules/finding';
import { judge } from '../../lib/rules/judge';
import type { Change } from './mutable-app';
import { MutableApp } from './mutable-app';
import { ALL_MUTATIONS } from './mutations/all-mutations';
import { synthesized } from './synthesized';

function findingsAfter(change: Change, original: AssemblySource, rules = ALL_RULES): readonly Finding[] {
  const app = new MutableApp(original);
  change(app);
  return judge(new Assembly(app.source), rules).findings;
}

describe.each(ALL_MUTATIONS)('with the settings $settings', ({ settings, broken, harmless }) => {
  const original = synthesized(settings);

  test('the site as synthesized is clean, and everything in it is known', () => {
    expect(judge(new Assembly(original), ALL_RULES)).toEqual({ findings: [], acknowledged: [], unjudged: [] });
  });

  for (const [rule, changes] of Object.entries(broken)) {
    const rules = ALL_RULES.filter(({ id }) => id === rule);
    test.each(Object.entries(changes))(`${rule} catches: %s`, (_, change) => {
      expect(findingsAfter(change, original, rules).map(({ id }) => id)).toContain(rule);
    });
  }

  if (Object.keys(harmless).length > 0) {
    test.each(Object.entries(harmless))('has nothing against: %s', (_, change) => {
      expect(findingsAfter(change, original)).toEqual([]);
    });
  }
});

test('every rule has three mutations or more, and every mutation its rule', () => {
  const counts = new Map<string, number>();
  for (const { broken } of ALL_MUTATIONS) {
    for (const [rule, changes] of Object.entries(broken)) {
      counts.set(rule, (counts.get(rule) ?? 0) + Object.keys(changes).length);
    }
  }
  const several = [...counts].filter(([, count]) => count >= 3).map(([rule]) => rule);
  expect(several.sort()).toEqual(ALL_RULES.map(({ id }) => id).sort());
});
