import { CHECK_GROUPS } from '../../lib/operate/doctor/all-checks';
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
