import * as fs from 'node:fs';
import * as path from 'node:path';
import { yargsOptions } from 'jest-cli';
import { ROOT } from '../documents';
import { readOptions } from './options';

const E2E = 'test/e2e/jest.config.js';

/** Options by jest's own list; a pattern has to find a test. */
export function judgeJest(args: readonly string[]): string[] {
  const { problems, others } = readOptions(args, yargsOptions);
  const ending = args.includes(E2E) ? '.e2e.ts' : '.test.ts';
  const files = fs.readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = files.filter((file) => file.endsWith(ending)).map((file) => path.join('test', file));
  const idle = others.filter((pattern) => !tests.some((test) => new RegExp(pattern, 'i').test(test)));
  return [...problems, ...idle.map((pattern) => `finds no test by ${pattern}`)].map((problem) => `jest ${problem}`);
}
