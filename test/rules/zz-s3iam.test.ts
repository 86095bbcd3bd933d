import { ALL_RULES } from '../../lib/rules/all-rules';
import { Assembly } from '../../lib/rules/assembly/assembly';
import type { AssemblySource } from '../../lib/rules/assembly/assembly-source';
import { judge, type Finding } from '../../lib/rules/judge';
import { MutableApp, type Change } from './mutable-app';
import { s3Mutations } from './mutations/s3';
import { iamMutations } from './mutations/iam';
import { synthesized } from './synthesized';
function findingsAfter(change: Change, original: AssemblySource): readonly Finding[] {
  const app = new MutableApp(original);
  change(app);
  return judge(new Assembly(app.source), ALL_RULES).findings;
}
describe.each(process.env.ONLY === 'iam' ? iamMutations : s3Mutations)('with the settings $settings', ({ settings, broken, harmless }) => {
  const original = synthesized(settings);
  test('clean', () => {
    expect(judge(new Assembly(original), ALL_RULES)).toEqual({ findings: [], acknowledged: [], unjudged: [] });
  });
  describe.each(Object.entries(broken))('%s', (rule, changes) => {
    test.each(Object.entries(changes))('catches: %s', (_, change) => {
      expect(findingsAfter(change, original).map(({ id }) => id)).toContain(rule);
    });
  });
  test.each(Object.entries(harmless))('has nothing against: %s', (_, change) => {
    expect(findingsAfter(change, original).map(f=>f.id+': '+f.message)).toEqual([]);
  });
});
