import { rehearsalReport } from '../../lib/rehearsal/report';
import { failover, wrongPath } from '../timeline/rehearsals';

test('the report for machines has every rehearsal as it was', () => {
  const rehearsals = [failover(), wrongPath()];
  const report = rehearsalReport(rehearsals);
  expect(Object.keys(report)).toEqual(['version', 'kept', 'rehearsals']);
  expect(report.version).toBe(1);
  expect(JSON.parse(JSON.stringify(report))).toEqual(
    JSON.parse(JSON.stringify({ version: 1, kept: false, rehearsals })),
  );
});

test.each([
  ['kept when every rehearsal kept its promises', [failover(), failover()], true],
  ['broken when one did not', [failover(), wrongPath()], false],
])('the report is %s', (_, rehearsals, kept) => {
  expect(rehearsalReport(rehearsals).kept).toBe(kept);
});
