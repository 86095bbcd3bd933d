import * as vm from 'node:vm';

/** In milliseconds of the wall's clock: long, as this machine may be busy; a function that ends takes less than one. */
const TIMEOUT = 2000;

/**
 * A CloudFront function, loaded once, in a context that has the language and nothing of this process.
 *
 * The language is Node's: what CloudFront's own engine lacks is a matter of `npm run check`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export class FunctionRuntime {
  private readonly context = vm.createContext(Object.create(null) as object, {
    codeGeneration: { strings: false, wasm: false },
  });
  private readonly failure?: Error;

  /** @throws SyntaxError when the code is no program */
  constructor(
    code: string,
    private readonly timeout = TIMEOUT,
  ) {
    const program = new vm.Script(`'use strict';var console = { log: function () {} };${code}`);
    try {
      program.runInContext(this.context, { timeout });
    } catch (error) {
      this.failure = new Error(messageOf(error));
    }
  }

  /**
   * What the function returns for an event.
   *
   * @throws Error when it throws, or does not end
   */
  run(event: object): unknown {
    if (this.failure) {
      throw this.failure;
    }
    // as text both ways: no object of one side reaches the other
    const json = JSON.stringify(JSON.stringify(event));
    let returned: unknown;
    try {
      returned = vm.runInContext(`JSON.stringify(handler(JSON.parse(${json})))`, this.context, {
        timeout: this.timeout,
      });
    } catch (error) {
      throw new Error(messageOf(error), { cause: error });
    }
    return typeof returned === 'string' ? (JSON.parse(returned) as unknown) : undefined;
  }
}

/** An error of another context is no `Error` of this one. */
function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof message === 'string' ? message : 'the function threw';
}
