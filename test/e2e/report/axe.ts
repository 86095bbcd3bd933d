import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

export interface Judged {
  /** What breaks a rule, or may: the rule, and each element. */
  readonly found: readonly [string, ...string[]][];
  readonly passed: readonly string[];
}

/**
 * Judges a page by axe's rules, which hold WCAG's and good practice.
 *
 * A sign alone has too little of a text for contrast; the sentence beside it has its colour.
 *
 * @see https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
 */
export async function judgedByAxe(page: Page): Promise<Judged> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults>("axe.run({ exclude: ['.sign'] })");
  const found = [...results.violations, ...results.incomplete];
  return {
    found: found.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
    passed: results.passes.map(({ id }) => id),
  };
}
