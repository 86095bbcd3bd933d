// Prints what GitHub's own language service has against workflows, as JSON: file, line (from 1) and message. It has no CommonJS.
import * as fs from 'node:fs';
import { register } from 'node:module';
import * as path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';

register('./json-hook.mjs', import.meta.url);
const { validate } = await import('@actions/languageservice');

const found = [];
for (const file of process.argv.slice(2)) {
  // it takes a file for a workflow by its place
  const uri = `file:///.github/workflows/${path.basename(file)}`;
  const document = TextDocument.create(uri, 'yaml', 0, fs.readFileSync(file, 'utf8'));
  for (const { message, range } of await validate(document)) {
    found.push({ file: path.basename(file), line: range.start.line + 1, message });
  }
}
console.log(JSON.stringify(found));
