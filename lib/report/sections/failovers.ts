import type { Failover, Moment } from '../failovers';
import { html, type Content, type Html } from '../html';
import { COMMANDS } from '../problems';
import { table } from '../table';
import { dateText } from '../age';
import { length, when } from '../words';
import { bars } from './bars';

const COLUMNS = [
  { name: 'When', isHeader: true },
  { name: 'What was done' },
  { name: 'Noticed' },
  { name: 'DNS moved' },
  { name: 'Visitors served again' },
  { name: 'Promised' },
  { name: 'Result' },
];

/** How fast it failed over each time. */
export function failovers(all: readonly Failover[], timelines: Content, now: Date): Html {
  return html`<section aria-labelledby="failovers">
    <h2 id="failovers">How fast it failed over each time</h2>
    ${
      all.length === 0
        ? html`<p>
            It was neither drilled nor rehearsed: <code>${COMMANDS.drill}</code> times the deployed site,
            <code>${COMMANDS.rehearsal}</code> the synthesized one, on this machine.
          </p>`
        : html`${bars(all)}
            ${table(
              'Every drill, and the last rehearsal; minutes and seconds from the beginning of the outage',
              COLUMNS,
              all.map((one) => row(one, now)),
            )}
            <p class="faint">
              A drill moves visitors on AWS while both sides are well: nothing fails, so that nothing is to be noticed.
              A rehearsal loses something on one machine, and visitors are served again when the last of their requests
              has failed. Nothing is promised to whom the secondary refuses.
            </p>
            ${timelines}`
    }
  </section>`;
}

function row({ kind, at, title, noticed, moved, served, broken }: Failover, now: Date): Content[] {
  return [
    when(kind, at, now),
    html`<span class="kind">${kind}</span> ${title}`,
    cell(noticed),
    cell(moved),
    cell(served),
    served.promised === undefined ? '–' : length(served.promised),
    broken.length === 0 ? html`✓ every promise kept` : html`<strong>✗ broken:</strong> ${broken.join('; ')}`,
  ];
}

function cell({ measured }: Moment): Content {
  if (measured === 'none') {
    return '–';
  }
  return measured === 'never' ? html`<strong>never</strong>` : length(measured);
}

/** Timelines as pictures, which somebody with a narrow screen moves. */
export function timeline(title: string, at: string, svg: string): Html {
  const name = `${title}, ${dateText(at)}`;
  return html`<figure>
    <figcaption>${name}</figcaption>
    <div class="scroll" role="region" aria-label="${name}" tabindex="0">
      <img src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}" alt="${description(svg)}" />
    </div>
  </figure>`;
}

/** What the picture says of itself. */
function description(svg: string): string {
  const [, text = ''] = /<desc[^>]*>([^<]*)<\/desc>/.exec(svg) ?? [];
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
