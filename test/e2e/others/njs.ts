import * as fs from 'node:fs';
import * as path from 'node:path';
import { cleanEnvironment, run } from '../processes';

/**
 * What the `handler` of a CloudFront function gives for events, one after the other, in a process of njs: an engine of
 * the family that CloudFront's is of.
 *
 * What it throws is not compared: engines word it each their own way.
 *
 * @param directory for its files
 * @throws Error when there is no njs, or it does not take the code
 * @see https://nginx.org/en/docs/njs/cli.html
 */
export async function inNjs(code: string, events: readonly object[], directory: string): Promise<unknown[]> {
  const [program, asked, answered] = ['function.js', 'events.json', 'answers.json'].map((file) =>
    path.join(directory, file),
  ) as [string, string, string];
  // in files: its console cuts lines
  const text = `${code}
function answer(event) {
  try { return handler(event); } catch (error) { return 'threw'; }
}
var fs = require('fs');
var events = JSON.parse(fs.readFileSync('${asked}', 'utf8'));
fs.writeFileSync('${answered}', JSON.stringify(events.map(answer)));
`;
  fs.writeFileSync(program, text);
  fs.writeFileSync(asked, JSON.stringify(events));
  const { code: status, output } = await run('njs', [program], { env: cleanEnvironment({}) }).catch(
    (error: unknown) => {
      throw new Error('npm run e2e needs njs on the path (on Debian and Ubuntu the package njs)', { cause: error });
    },
  );
  if (status !== 0) {
    throw new Error(`njs ${program} failed:\n${output}`);
  }
  return JSON.parse(fs.readFileSync(answered, 'utf8')) as unknown[];
}
