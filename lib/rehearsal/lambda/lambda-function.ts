import * as path from 'node:path';
import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import { isRecord, type Value } from '../../rules/assembly/value';
import { mayAssume, roleOfArn } from '../../rules/iam/roles';
import type { Clock } from '../clock';
import { NotUnderstood } from '../not-understood';
import { refuseUnknownProperties } from '../understood-properties';
import { Modules } from './modules';
import { runtimeModule } from './sdk';
import { UNDERSTOOD } from './understood';

type Handler = (event: object) => unknown;

const DEFAULT_TIMEOUT_SECONDS = 3;

/**
 * A Lambda function of a template: its own code, from the assembly, with the SDK asking the double of S3.
 *
 * It runs in this process, and without a cold start.
 */
export class LambdaFunction {
  /** ARN of the role that it signs with. */
  readonly role: string;
  private readonly handlerName: string;
  private readonly directory: string;
  private readonly timeout: number;
  private handler?: Handler;

  /** @throws NotUnderstood for code that is no JavaScript of the assembly, and for what is not modelled */
  constructor(
    readonly resource: Resource,
    private readonly assembly: Assembly,
    private readonly clock: Clock,
  ) {
    refuseUnknownProperties(resource, UNDERSTOOD[resource.type] ?? []);
    const refuse = (value: Value): never => {
      throw new NotUnderstood(resource.path, `${value.place}: ${String(value)}`);
    };
    if (!resource.at('Runtime').text?.startsWith('nodejs')) {
      refuse(resource.at('Runtime'));
    }
    this.role = resource.at('Role').text ?? refuse(resource.at('Role'));
    this.handlerName = resource.at('Handler').text ?? refuse(resource.at('Handler'));
    const key = resource.at('Code.S3Key');
    this.directory = assembly.source.assets.get(key.text ?? '') ?? refuse(key);
    this.timeout = (resource.at('Timeout').number ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
  }

  /**
   * What the function returns.
   *
   * @param s3Endpoint where its SDK asks
   * @throws Error when it fails, takes too long, or may not use its role
   */
  async invoke(event: object, s3Endpoint: string): Promise<unknown> {
    const role = roleOfArn(this.role, this.assembly);
    if (!role || !mayAssume('lambda.amazonaws.com', role, this.resource.attribute('Arn'))) {
      throw new Error('the role of the function cannot be assumed by Lambda');
    }
    this.handler ??= this.load(s3Endpoint);
    const tooLate = new AbortController();
    try {
      return await Promise.race([
        this.handler(event),
        // answers take no time here: what comes later by the wall's clock as well has hung
        this.clock.sleep(this.clock.patience(this.timeout) * this.clock.speed, tooLate.signal).then(() => {
          throw new Error('the function timed out');
        }),
      ]);
    } finally {
      tooLate.abort();
    }
  }

  private load(s3Endpoint: string): Handler {
    const { region } = this.resource.stack;
    const modules = new Modules({
      env: this.environment(),
      provided: (name) => runtimeModule(name, region, s3Endpoint),
    });
    const [, file = '', name = ''] = /^(.+)\.([^.]+)$/.exec(this.handlerName) ?? [];
    const exported = modules.load(path.join(this.directory, `${file}.js`));
    const handler = isRecord(exported) ? exported[name] : undefined;
    if (typeof handler !== 'function') {
      throw new Error(`the function has no handler ${this.handlerName}`);
    }
    return handler as Handler;
  }

  /** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
  private environment(): Record<string, string> {
    const { region } = this.resource.stack;
    const variables = this.resource.at('Environment.Variables').entries;
    return {
      ...Object.fromEntries(variables.map(([name, value]) => [name, value.text ?? ''])),
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: this.resource.ref,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_EXECUTION_ENV: `AWS_Lambda_${this.resource.at('Runtime').text ?? ''}`,
      LAMBDA_TASK_ROOT: this.directory,
      _HANDLER: this.handlerName,
    };
  }
}
