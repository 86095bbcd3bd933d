import { FRESH_DAYS } from '../age';
import { isFinished } from '../failovers';
import { html, type Content, type Html } from '../html';
import { COMMANDS } from '../problems';
import type { Results } from '../results/read';
import type { FinishedRun, Kind, UnfinishedRun } from '../results/run';
import { table } from '../table';
import { when } from '../words';

const COLUMNS = [
  { name: 'Command', isHeader: true },
  { name: 'Last run to its end' },
  { name: 'By' },
  { name: 'Fresh for' },
  { name: 'Since then' },
];

/** What the page rests on, and how old it is. */
export function sources({ doctor, parity, rehearsal, drills }: Results, now: Date): Html {
  const [latest] = drills;
  const rows = [
    row('doctor', doctor.finished, doctor.unfinished, now),
    row('parity', parity.finished, parity.unfinished, now),
    row('drill', drills.find(isFinished), latest && !isFinished(latest) ? latest : undefined, now),
    row('rehearsal', rehearsal.finished, rehearsal.unfinished, now),
  ];
  return html`<section aria-labelledby="sources">
    <h2 id="sources">What this page rests on</h2>
    ${table('Results that were kept where this page was made; runs elsewhere are not known here', COLUMNS, rows)}
  </section>`;
}

function row(
  kind: Kind,
  finished: FinishedRun | undefined,
  unfinished: UnfinishedRun | undefined,
  now: Date,
): Content[] {
  return [
    html`<code>${COMMANDS[kind]}</code>`,
    finished ? when(kind, finished.at, now) : html`<strong>never</strong>`,
    finished ? finished.by : '–',
    `${FRESH_DAYS[kind]} days`,
    unfinished ? html`${unfinished.ended}, ${when(kind, unfinished.at, now)}: ${unfinished.error}` : '–',
  ];
}
