import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { explain } from '../operate/explain/explanation';
import type { Site } from '../site-config';
import { picture } from '../timeline/picture';
import { failoversOf, isFinished } from './failovers';
import { html, trusted, type Content } from './html';
import { judge, type Judgement } from './judgement';
import { problemsOf } from './problems';
import type { Results } from './results/read';
import { failovers, timeline } from './sections/failovers';
import { headline } from './sections/headline';
import { outages } from './sections/outages';
import { protection } from './sections/protection';
import { sources } from './sections/sources';
import { wrong } from './sections/wrong';

export interface Page {
  readonly judgement: Judgement;
  /** One file that needs nothing else: no script, no font, no network. */
  readonly text: string;
}

const STYLE = fs.readFileSync(path.join(__dirname, 'page.css'), 'utf8');

/** Nothing is loaded, nothing runs, and no style but the page's own is applied, whoever wrote what is on it. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The status of a site, for people, as far as what is kept of it tells. */
export function page(site: Site, results: Results, now: Date): Page {
  const problems = problemsOf(results);
  const judgement = judge(site, results, problems, now);
  const explanation = explain(site);
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${judgement.sentence}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          ${headline(judgement, now)} ${wrong(problems, results, now)}
          ${failovers(failoversOf(results), timelines(results), now)} ${protection(site, explanation)}
          ${outages(explanation)} ${sources(results, now)}
        </main>
      </body>
    </html> `;
  return { judgement, text };
}

function timelines({ drills, rehearsal: { finished } }: Results): Content {
  const drill = drills.find(isFinished);
  return [
    drill && timeline('The last drill', drill.at, picture([drill.result])),
    finished &&
      timeline(
        'The last rehearsal',
        finished.at,
        picture(finished.result.rehearsals.filter(({ kept }, index) => index === 0 || !kept)),
      ),
  ];
}
