import { dateText } from '../age';
import type { Failover, Moment } from '../failovers';
import { html, type Html } from '../html';
import { length } from '../words';

/** Of a bar's own coordinates. */
const WIDTH = 1000;

/** A bar for each failover: until DNS has moved, until visitors are served again, and what was promised. */
export function bars(all: readonly Failover[]): Html {
  const ends = all.flatMap(({ moved, served }) => [
    time(moved),
    time(served),
    moved.promised ?? 0,
    served.promised ?? 0,
  ]);
  const longest = Math.max(...ends, 1000) * 1.04;
  return html`<figure class="bars">
    <figcaption>
      From the beginning until visitors are served again: <span class="swatch moved"></span> until DNS has moved,
      <span class="swatch served"></span> until visitors have, <span class="swatch promise"></span> promised
    </figcaption>
    <ol>
      ${all.map((one) => html`<li><span>${dateText(one.at)}, ${one.kind}: ${words(one)}</span>${bar(one, longest)}</li> `)}
    </ol>
  </figure>`;
}

function words({ served: { measured, promised } }: Failover): Html {
  const within = promised !== undefined && html` of ${length(promised)} promised`;
  if (measured === 'none') {
    return html`nothing is promised`;
  }
  return measured === 'never' ? html`<strong>never</strong>${within}` : html`${length(measured)}${within}`;
}

function bar({ moved, served }: Failover, longest: number): Html {
  const x = (milliseconds: number) => Math.round((milliseconds / longest) * WIDTH);
  const [first, last] = [x(time(moved)), x(Math.max(time(moved), time(served)))];
  const promised = served.promised === undefined ? undefined : x(served.promised);
  return html`<svg viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="${WIDTH}" height="20" />
    <rect class="moved" width="${first}" height="20" />
    <rect class="served" x="${first}" y="5" width="${last - first}" height="10" />
    ${promised !== undefined && html`<line class="promise" x1="${promised}" x2="${promised}" y1="0" y2="20" />`}
  </svg>`;
}

/** What never came has no length, and is told in words. */
function time({ measured }: Moment): number {
  return typeof measured === 'number' ? measured : 0;
}
