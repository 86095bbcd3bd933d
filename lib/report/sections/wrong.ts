import { html, type Html } from '../html';
import { groupBy } from '../../rules/site';
import type { Problem } from '../problems';
import type { Results } from '../results/read';
import { when, withCommands } from '../words';

/** What is wrong now, errors first, and what nobody could ask. */
export function wrong(problems: readonly Problem[], { doctor }: Results, now: Date): Html {
  const notAsked = doctor.finished?.result.checks.filter((check) => check.outcome === 'not asked') ?? [];
  const groups = [...groupBy(notAsked, ({ why }) => why)];
  return html`<section aria-labelledby="wrong">
    <h2 id="wrong">What is wrong now</h2>
    ${problems.length === 0 ? html`<p>Nothing that is known.</p>` : problems.map((problem) => article(problem, now))}
    ${
      groups.length > 0 &&
      html`<h3>What the doctor could not ask</h3>
        ${groups.map(([why, checks]) => unasked(why, checks))}`
    }
  </section>`;
}

/** Those that one thing came between. */
function unasked(why: string, checks: readonly { readonly title: string; readonly permissions?: readonly string[] }[]) {
  return html`<details>
    <summary>${checks.length === 1 ? '1 check' : `${checks.length} checks`}: ${why}</summary>
    <ul>
      ${checks.map(
        ({ title, permissions = [] }) =>
          html`<li>whether ${title}${permissions.length > 0 && html` (<code>${permissions.join(', ')}</code>)`}</li>`,
      )}
    </ul>
  </details>`;
}

function article({ severity, what, why, fixes, page, found }: Problem, now: Date): Html {
  return html`<article class="problem ${severity}">
    <h3><span class="badge">${severity}</span> ${what}</h3>
    ${why !== undefined && html`<p>${why}</p>`} ${fixes.length > 0 && html`<p class="label">To mend it</p>`}
    ${fixes.map((fix) => html`<p class="fix">${isCommand(fix) ? html`<code>${fix}</code>` : withCommands(fix)}</p> `)}
    ${(found ?? page) && html`<p class="faint">${found && html`Found by ${found.kind}, ${when(found.kind, found.at, now)}`}${page && link(page)}</p>`}
  </article>`;
}

function isCommand(text: string): boolean {
  return /^(npm|npx|aws) /.test(text);
}

/** Somebody else may have written the file: what is no web page is text. */
function link(page: string): Html {
  return page.startsWith('https://') ? html` · <a href="${page}" rel="noreferrer">AWS on it</a>` : html` · ${page}`;
}
