import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../documents';
import { judgeCdk } from './cdk';
import { judgeFailover } from './failover';
import { judgeJest } from './jest';
import { judgeNpm } from './npm';

/** What is wrong with a command: nothing, mostly. */
export type Judge = (words: readonly string[]) => string[];

/** Of programs that have no list of their own to ask: the words that the documents may use. */
const PLAIN: Readonly<Record<string, RegExp>> = {
  curl: /^(-s|-I|-sI|https?:\/\/\S+|[A-Z_]+_URL(\/\S*)?)$/,
  dig: /^(\+short|NS|AAAA|@\S+|[A-Z_]+|[\w.-]+\.\w+)$/,
  printf: /^[^-]/,
};

const JUDGES: Readonly<Record<string, Judge>> = {
  npm: (args) => judgeNpm(args, judge),
  npx: judgeInstalled,
  cdk: judgeCdk,
  failover: judgeFailover,
  jest: judgeJest,
  node: judgeNode,
  bash: judgeFile,
  tsc: (args) => judgeInstalled(['tsc', ...args]),
  eslint: (args) => judgeInstalled(['eslint', ...args]),
  prettier: (args) => judgeInstalled(['prettier', ...args]),
  // by its own parser, in test/e2e/documented-aws-commands.e2e.ts
  aws: () => [],
};

export const PROGRAMS = [...Object.keys(JUDGES), ...Object.keys(PLAIN)];

export function judge([program = '', ...args]: readonly string[]): string[] {
  const plain = PLAIN[program];
  if (plain) {
    return args.filter((word) => !plain.test(word)).map((word) => `${program} ${word} is not known here`);
  }
  return JUDGES[program]?.(args) ?? [`${program} is no program that is known here`];
}

/** Those with a judge of their own, and those whose arguments are files. */
function judgeInstalled([program = '', ...args]: readonly string[]): string[] {
  if (!fs.existsSync(path.join(ROOT, 'node_modules/.bin', program))) {
    return [`${program} is not installed by npm ci`];
  }
  if (program === 'cdk' || program === 'jest') {
    return judge([program, ...args]);
  }
  return args.filter((word) => !word.startsWith('--')).flatMap((word) => judgeFile([word]));
}

function judgeNode(args: readonly string[]): string[] {
  const at = args.findIndex((word, index) => !word.startsWith('-') && args[index - 1] !== '-r');
  const [file = '', ...rest] = args.slice(at);
  if (file === 'bin/failover.ts') {
    return judgeFailover(rest);
  }
  return [...judgeFile([file]), ...rest.map((word) => `${file} ${word}: nobody here knows its arguments`)];
}

function judgeFile([file = '']: readonly string[]): string[] {
  return fs.existsSync(path.join(ROOT, file)) ? [] : [`${file} is no file of the repository`];
}
