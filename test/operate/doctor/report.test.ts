import type { Result } from '../../../lib/operate/doctor/doctor';
import type { Outcome } from '../../../lib/operate/doctor/outcome';
import { doctorReport } from '../../../lib/operate/doctor/report/json';
import { textOf } from '../../../lib/operate/doctor/report/text';
import { wrapped } from '../../../lib/operate/doctor/report/wrapped';
import { exampleSite } from '../../helpers';

function result(id: string, outcome: Outcome): Result {
  const check = { id, title: `all is well with ${id}`, of: 'any site' as const, permissions: [] };
  return { check: { ...check, examine: () => Promise.resolve([]) }, outcome };
}

const RESULTS: Result[] = [
  result('first', { outcome: 'passed' }),
  result('second', {
    outcome: 'failed',
    findings: [
      { severity: 'warning', what: 'it is old', why: 'It will not last.', fix: 'renew it' },
      {
        severity: 'error',
        what: 'it is broken in a way that takes more than a single line of a terminal to be told',
        why: 'Nothing works.',
        fix: 'mend it:\naws s3api put-bucket-versioning --region us-west-2 --bucket example.com --versioning-configuration Status=Enabled',
        page: 'https://docs.aws.amazon.com/broken.html',
      },
    ],
  }),
  result('third', { outcome: 'needless', why: 'there is nothing to look at' }),
  result('fourth', { outcome: 'not deployed' }),
  result('fifth', { outcome: 'not asked', why: 'AccessDenied: no', permissions: ['ssm:GetParameter'] }),
  result('sixth', { outcome: 'not asked', why: 'ETIMEOUT: queryNs ETIMEOUT example.com' }),
  result('seventh', { outcome: 'not asked', why: 'ETIMEOUT: queryNs ETIMEOUT example.com' }),
];

test('a person reads what is wrong first, then what could not be asked, then how many', () => {
  expect(textOf(doctorReport(exampleSite(), RESULTS)))
    .toBe(`error  it is broken in a way that takes more than a single line of a terminal to
       be told
  why    Nothing works.
  fix    mend it:
         aws s3api put-bucket-versioning --region us-west-2 --bucket \\
           example.com --versioning-configuration Status=Enabled
  page   https://docs.aws.amazon.com/broken.html
  check  second

warning  it is old
  why    It will not last.
  fix    renew it
  check  second

not asked, for want of a permission
  fifth                  ssm:GetParameter
  fix    attach this policy to whoever the credentials are of:
         npm run -s doctor -- --policy --site example.com

not asked  sixth, seventh
  why    ETIMEOUT: queryNs ETIMEOUT example.com

example.com in 123456789012: 1 error, 1 warning; of 7 checks 1 passed, 3 not
asked, 1 needless, 1 once it is deployed (--verbose says which)`);
});

test('with --verbose also what passed, what was needless, and what waits for the deployment', () => {
  const text = textOf(doctorReport(exampleSite(), RESULTS), { verbose: true });
  expect(text).toContain('passed\n  all is well with first (first)');
  expect(text).toContain('needless\n  third: there is nothing to look at');
  expect(text).toContain('once the site is deployed\n  all is well with fourth (fourth)');
});

test('where nothing is wrong, a line says so', () => {
  expect(textOf(doctorReport(exampleSite(), RESULTS.slice(0, 1)))).toBe(
    'example.com in 123456789012: nothing wrong was found; of 1 checks 1 passed\n(--verbose says which)',
  );
});

test('a machine reads counts, and every check with what became of it', () => {
  const report = doctorReport(exampleSite(), RESULTS);
  expect(report).toMatchObject({
    version: 1,
    site: 'example.com',
    account: '123456789012',
    errors: 1,
    warnings: 1,
    passed: 1,
    needless: 1,
    notDeployed: 1,
    notAsked: 3,
  });
  expect(report.checks[4]).toEqual({
    id: 'fifth',
    title: 'all is well with fifth',
    outcome: 'not asked',
    why: 'AccessDenied: no',
    permissions: ['ssm:GetParameter'],
  });
});

test('a command stays one that a shell takes', () => {
  const quoted = `aws route53 change-resource-record-sets --change-batch '{"Changes":[{"Action":"DELETE and more"}]}'`;
  expect(wrapped('  fix    ', quoted)).toBe(`  fix    ${quoted}`);
});
