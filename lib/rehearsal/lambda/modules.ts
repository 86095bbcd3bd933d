import * as fs from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import * as path from 'node:path';
import * as vm from 'node:vm';

/** What a function finds around its own files. */
export interface Surroundings {
  /** Environment variables: those of this process are not there. */
  readonly env: Readonly<Record<string, string>>;
  /** What the runtime has besides Node, by name. */
  provided(name: string): unknown;
}

const load = createRequire(__filename);

/** The CommonJS modules of a directory, each loaded once, wherever the directory is: the project is not above it. */
export class Modules {
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly process: NodeJS.Process;

  constructor(private readonly surroundings: Surroundings) {
    this.process = Object.create(process, { env: { value: { ...surroundings.env } } }) as NodeJS.Process;
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
      const parameters = ['exports', 'require', 'module', '__filename', '__dirname', 'process'];
      const run = vm.compileFunction(text, parameters, { filename: file }) as (...parts: unknown[]) => void;
      const directory = path.dirname(file);
      run(module.exports, (name: string) => this.required(name, directory), module, file, directory, this.process);
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
