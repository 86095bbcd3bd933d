import { Command, CommanderError } from 'commander';

let program: Command | undefined;

/** Our command line as bin/failover.ts makes it, stopped at the moment when it would read its arguments. */
function failoverProgram(): Command {
  const parse = jest.spyOn(Command.prototype, 'parseAsync').mockResolvedValue(new Command());
  jest.requireActual('../../../bin/failover');
  const [made] = parse.mock.contexts as Command[];
  parse.mockRestore();
  if (!made) {
    throw new Error('bin/failover.ts parses no arguments');
  }
  for (const command of [made, ...made.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  }
  made.commands.forEach((command) => command.action(() => undefined));
  return made;
}

/** Commands, arguments, options and their values, by the real program's own parser; nothing is done. */
export function judgeFailover(args: readonly string[]): string[] {
  try {
    program ??= failoverProgram();
    program.parse([...args], { from: 'user' });
    return [];
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    return error.exitCode === 0 ? [] : [`failover ${args.join(' ')}: ${error.message}`];
  }
}
