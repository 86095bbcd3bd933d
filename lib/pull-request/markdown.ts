/** Everything but what can have no meaning in Markdown or HTML. */
const SPECIAL = /[^A-Za-z0-9 /-]/gu;

/** Text as code, within a line or a table's cell, whoever wrote it: nothing in it takes effect, nobody is mentioned. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').slice(0, 300);
  return `<code>${line.replace(SPECIAL, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}

/** Plain text within a line, whoever wrote it. */
export function plain(text: string): string {
  // an address or a mention is none when there is a tag in it
  return text
    .replace(/\s+/g, ' ')
    .replace(SPECIAL, (character) => ('.,:()'.includes(character) ? character : `&#${character.codePointAt(0)};`));
}

/** A fence that no line of the text ends. */
export function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}
