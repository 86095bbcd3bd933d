import packageJson from '../../../package.json';
import { simpleCommands } from '../simple-commands';
import type { Judge } from './programs';

const scripts: Readonly<Record<string, string>> = packageJson.scripts;
const packages: Readonly<Record<string, string>> = { ...packageJson.dependencies, ...packageJson.devDependencies };

/** npm's own commands, and our scripts with what stands behind `--`. */
export function judgeNpm([name = '', ...args]: readonly string[], judge: Judge): string[] {
  if (name === 'test') {
    return judgeScript('test', args, judge);
  }
  if (name === 'run') {
    const [script = '', ...rest] = args.filter((word, index) => !(index === 0 && word === '-s'));
    return judgeScript(script, rest, judge);
  }
  if (name === 'ci' || name === 'update') {
    return args.length === 0 ? [] : [`npm ${name} takes nothing here, got: ${args.join(' ')}`];
  }
  if (name === 'install') {
    const names = args.filter((word) => word !== '--save-dev').map((word) => word.replace(/(?<=.)@.*$/, ''));
    return names.filter((one) => !(one in packages)).map((one) => `${one} is no dependency`);
  }
  return [`npm ${name} is not known here`];
}

function judgeScript(name: string, args: readonly string[], judge: Judge): string[] {
  const script = scripts[name];
  if (script === undefined) {
    return [`package.json has no script ${name}`];
  }
  const [separator, ...rest] = args;
  if (separator !== undefined && separator !== '--') {
    return [`npm would keep ${separator} to itself: arguments of ${name} stand behind --`];
  }
  // they go to the last command
  const commands = simpleCommands(script);
  return commands.flatMap((words, index) => judge(index === commands.length - 1 ? [...words, ...rest] : words));
}
