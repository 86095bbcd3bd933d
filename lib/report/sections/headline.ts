import { dateText } from '../age';
import { html, type Html } from '../html';
import type { Judgement } from '../judgement';
import { withCommands } from '../words';

/** What tells the states apart where no colour does. */
const SIGNS: Readonly<Record<Judgement['state'], string>> = { well: '✓', wrong: '✗', 'not known': '?' };

export function headline({ state, sentence, unknown }: Judgement, now: Date): Html {
  const at = now.toISOString();
  return html`<header class="${state.replace(' ', '-')}">
    <h1><span class="sign" aria-hidden="true">${SIGNS[state]}</span> ${sentence}</h1>
    <p>As of <time datetime="${at}">${dateText(at)}</time>, when this page was made: it does not change by itself.</p>
    ${
      unknown.length > 0 &&
      html`<h2>What is not known</h2>
        <ul>
          ${unknown.map((text) => html`<li>${withCommands(text)}</li> `)}
        </ul>`
    }
  </header>`;
}
