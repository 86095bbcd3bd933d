import { ageOf, dateText } from './age';
import { html, type Html } from './html';
import { moment } from '../timeline/words';
import type { Kind } from './results/run';

/** When something was, and how long before the page. */
export function when(kind: Kind, at: string, now: Date): Html {
  const { text, isStale } = ageOf(kind, at, now);
  return html`<time datetime="${at}">${dateText(at)}</time>
    <span class="age">(${text}${isStale && html`, <strong>stale</strong>`})</span>`;
}

/** Text with its commands as code: those in backticks, and those of ours. */
export function withCommands(text: string): Html {
  const parts = text.split(/(`[^`]+`|npm run [\w-]+(?: -- [^.,;:`]+)?)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part.replaceAll('`', '')}</code>` : part))}`;
}

/** Milliseconds as `m:ss`, for reading and for machines. */
export function length(milliseconds: number): Html {
  return html`<time datetime="PT${Math.round(milliseconds / 100) / 10}S"
    >${moment(Math.round(milliseconds / 1000) * 1000)}</time
  >`;
}
