import type { Explanation } from '../../operate/explain/explanation';
import type { Effect, VisitorKind } from '../../operate/explain/outages';
import { html, type Content, type Html } from '../html';
import { table } from '../table';
import { withCommands } from '../words';

const VISITORS: readonly VisitorKind[] = ['HTTP', 'HTTPS', 'IPv6'];

const CAPTION =
  'By the configuration and what AWS documents: nobody here has lost a whole Region, CloudFront or the control planes';

/** Who notices which outage, and after how long. */
export function outages({ outages: all }: Explanation): Html {
  const columns = [
    { name: 'When this is lost', isHeader: true },
    ...VISITORS.map((name) => ({ name })),
    { name: 'What you can do' },
  ];
  const rows = all.map(({ what, effects, operator }) => [
    what,
    ...VISITORS.map((visitor) => cell(effects.find((effect) => effect.visitor === visitor))),
    withCommands(operator),
  ]);
  return html`<section aria-labelledby="outages">
    <h2 id="outages">Who notices which outage</h2>
    ${table(CAPTION, columns, rows, { even: true })}
  </section>`;
}

function cell(effect: Effect | undefined): Content {
  if (!effect) {
    return '–';
  }
  const short = effect.outcome === 'moved' ? `within ${effect.afterSeconds} s` : effect.outcome;
  return html`<strong>${short}</strong><br />${effect.gets}`;
}
