import { CHECK_GROUPS } from '../../lib/operate/doctor/all-checks';
import { onlyId, synthesize, unvalidatedApp } from '../helpers';
import { textOf } from './documents';

const CHECKS = Object.values(CHECK_GROUPS)
  .flat()
  .map(({ id }) => id);

test('adopting.md names checks that the doctor has', () => {
  const [, ...rows] = textOf('docs/adopting.md')
    .split('\n')
    .filter((line) => /^\| [^-]/.test(line))
    .map((line) => line.split(' | ')[1] ?? '');
  const named = rows.flatMap((cell) => [...cell.matchAll(/^`([a-z-]+)`|, `([a-z-]+)`/g)].map(([, a, b]) => a ?? b));
  expect(named).toEqual(expect.arrayContaining(['bucket-names', 'names-free', 'aliases-free', 'certificate']));
  expect(named.filter((id) => !CHECKS.includes(String(id)))).toEqual([]);
});

test('when Content/StaleAssets begins, the distribution and the pages are there and the records are not', () => {
  const { website } = synthesize({}, unvalidatedApp());
  const resources = website.toJSON().Resources as Record<string, { Type: string; DependsOn?: string[] }>;
  const of = (type: string, id: RegExp) =>
    Object.entries(resources).flatMap(([name, { Type }]) => (Type === type && id.test(name) ? [name] : []));
  const [removal = ''] = of('Custom::CDKBucketDeployment', /^ContentStaleAssets/);
  const [pages = ''] = of('Custom::CDKBucketDeployment', /^ContentPages/);
  expect(resources[removal]?.DependsOn).toContain(pages);
  expect(JSON.stringify(resources[removal])).toContain(`{"Ref":"${onlyId(website, 'AWS::CloudFront::Distribution')}"}`);
  const records = of('AWS::Route53::RecordSet', /./);
  expect(records).toHaveLength(4);
  expect(records.filter((name) => !resources[name]?.DependsOn?.includes(removal))).toEqual([]);
});
