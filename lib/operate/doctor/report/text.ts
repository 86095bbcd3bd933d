import { groupBy } from '../../../rules/site';
import type { Finding } from '../check';
import type { DoctorReport, ReportedCheck } from './json';
import { wrapped } from './wrapped';

/** What the doctor found, for a person to read: what is wrong first, what nobody could ask next. */
export function textOf(report: DoctorReport, options: { readonly verbose?: boolean } = {}): string {
  const { checks } = report;
  const findings = checks.flatMap((check) =>
    check.outcome === 'failed' ? check.findings.map((finding) => ({ id: check.id, finding })) : [],
  );
  const errorsFirst = findings.sort((one, other) => one.finding.severity.localeCompare(other.finding.severity));
  return [
    ...errorsFirst.map(({ id, finding }) => findingParagraph(id, finding)),
    ...notAskedParagraphs(report),
    ...(options.verbose ? otherParagraphs(checks) : []),
    wrapped('', summary(report, options.verbose)),
  ].join('\n\n');
}

function findingParagraph(id: string, { severity, what, why, fix, page }: Finding): string {
  return [
    wrapped(`${severity}  `, what),
    wrapped('  why    ', why),
    wrapped('  fix    ', fix),
    ...(page === undefined ? [] : [`  page   ${page}`]),
    `  check  ${id}`,
  ].join('\n');
}

/** Those for want of a permission together, as one policy mends them; the others by what came between. */
function notAskedParagraphs({ site, checks }: DoctorReport): string[] {
  const notAsked = checks.filter((check) => check.outcome === 'not asked');
  const [denied, others] = [true, false].map((isDenied) =>
    notAsked.filter(({ permissions }) => (permissions !== undefined) === isDenied),
  ) as [typeof notAsked, typeof notAsked];
  return [
    ...(denied.length > 0
      ? [
          [
            'not asked, for want of a permission',
            ...denied.map(({ id, permissions = [] }) => wrapped(`  ${id.padEnd(22)} `, permissions.join(', '))),
            wrapped('  fix    ', `attach this policy to whoever the credentials are of:\n${printPolicy(site)}`),
          ].join('\n'),
        ]
      : []),
    ...[...groupBy(others, ({ why }) => why)].map(([why, group]) =>
      [wrapped('not asked  ', group.map(({ id }) => id).join(', ')), wrapped('  why    ', why)].join('\n'),
    ),
  ];
}

function printPolicy(site: string): string {
  return `npm run -s doctor -- --policy --site ${site}`;
}

function otherParagraphs(checks: readonly ReportedCheck[]): string[] {
  const list = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[heading, ...lines.map((line) => wrapped('  ', line))].join('\n')];
  const titles = (outcome: ReportedCheck['outcome']) =>
    checks.filter((check) => check.outcome === outcome).map(({ id, title }) => `${title} (${id})`);
  const needless = checks.flatMap((check) => (check.outcome === 'needless' ? [`${check.id}: ${check.why}`] : []));
  return [
    ...list('passed', titles('passed')),
    ...list('needless', needless),
    ...list('once the site is deployed', titles('not deployed')),
  ];
}

function summary(report: DoctorReport, verbose = false): string {
  const { errors, warnings, passed, needless, notDeployed, notAsked } = report;
  const result =
    errors + warnings === 0
      ? 'nothing wrong was found'
      : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const others = [
    `${passed} passed`,
    ...(notAsked > 0 ? [`${notAsked} not asked`] : []),
    ...(needless > 0 ? [`${needless} needless`] : []),
    ...(notDeployed > 0 ? [`${notDeployed} once it is deployed`] : []),
  ];
  const hint = verbose ? '' : ' (--verbose says which)';
  return `${report.site} in ${report.account}: ${result}; of ${report.checks.length} checks ${others.join(', ')}${hint}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
