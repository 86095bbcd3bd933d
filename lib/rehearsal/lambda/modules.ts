import * as fs from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { Console } from 'node:console';
import * as path from 'node:path';
import { Writable } from 'node:stream';
import * as vm from 'node:vm';

/** What a function finds around its own files. */
export interface Surroundings {
  /** Environment variables: those of this process are not there. */
  readonly env: Readonly<Record<string, string>>;
  /** What the runtime has besides Node, by name. */
  provided(name: string): unknown;
}

/** What a function logs is for CloudWatch: no visitor sees it, and whoever rehearses would not know whose it is. */
const NOBODY = new Writable({ write: (_chunk, _encoding, done) => done() });
const UNHEARD = new Console(NOBODY);

const load = createRequire(__filename);

/** The CommonJS modules of a directory, each loaded once, wherever the directory is: the project is not above it. */
export class Modules {
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly process: NodeJS.Process;

  constructor(private readonly surroundings: Surroundings) {
    this.process = Object.create(process, {
      env: { value: { ...surroundings.env } },
      stdout: { value: NOBODY },
      stderr: { value: NOBODY },
    }) as NodeJS.Process;
  }

  /** @throws Error for a module that is not there, or that throws */
  load(file: string): unknown {
    const known = this.loaded.get(file);
    if (known) {
      return known.exports;
    }
    const module: { exports: unknown } = { exports: {} };
    this.loaded.set(file, module);
    const text = fs.readFileSync(file, 'utf8');
    if (file.endsWith('.json')) {
      module.exports = JSON.parse(text);
    } else {
      const parameters = ['exports', 'require', 'module', '__filename', '__dirname', 'process', 'console'];
      const run = vm.compileFunction(text, parameters, { filename: file }) as (...parts: unknown[]) => void;
      const directory = path.dirname(file);
      const required = (name: string) => this.required(name, directory);
      run(module.exports, required, module, file, directory, this.process, UNHEARD);
    }
    return module.exports;
  }

  private required(name: string, directory: string): unknown {
    if (isBuiltin(name)) {
      return load(name) as unknown;
    }
    return name.startsWith('.') ? this.load(fileOf(path.resolve(directory, name))) : this.surroundings.provided(name);
  }
}

function fileOf(name: string): string {
  const candidates = [name, `${name}.js`, `${name}.json`, path.join(name, 'index.js')];
  const file = candidates.find((candidate) => fs.statSync(candidate, { throwIfNoEntry: false })?.isFile());
  if (file === undefined) {
    throw new Error(`Cannot find module '${name}'`);
  }
  return file;
}
