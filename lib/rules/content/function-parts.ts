import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Assembly } from '../assembly/assembly';
import type { Value } from '../assembly/value';
import { roleOfArn } from '../iam/roles';
import type { Problem, Rule } from '../rule';
import { missingAsset } from './deployments';

const FUNCTION = ['AWS::Lambda::Function'];
const API = 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html';

/** What a function is made of. */
export const functionPartRules: readonly Rule[] = [
  {
    id: 'functions-have-their-code',
    severity: 'error',
    sentence:
      'The code of a function or layer is an asset of this app in the same Region, and holds the file and the function of the handler.',
    page: API,
    types: [...FUNCTION, 'AWS::Lambda::LayerVersion'],
    *check(resource, assembly) {
      const code = resource.at(resource.type === 'AWS::Lambda::LayerVersion' ? 'Content' : 'Code');
      const isGiven = ['ImageUri', 'ZipFile'].some((name) => code.at(name).exists);
      if (!isGiven && !(code.at('S3Bucket').exists && code.at('S3Key').exists)) {
        yield { at: code, wrong: 'there is no code', write: 'set S3Bucket and S3Key' };
      } else if (!isGiven) {
        yield* missingAsset(code.at('S3Bucket'), code.at('S3Key'), resource, assembly);
      }
      const handler = resource.at('Handler');
      const runtime = resource.at('Runtime').text ?? '';
      if (/^(python|nodejs)/.test(runtime) && !/^[^\s.]+(\.[^\s.]+)+$/.test(handler.text ?? '')) {
        yield { at: handler, wrong: `Handler is ${String(handler)}`, write: 'set it to <file>.<function>' };
      } else if (handler.exists) {
        yield* missingHandler(handler, runtime.startsWith('python') ? ['py'] : ['js', 'mjs', 'cjs'], code, assembly);
      }
    },
  },
  {
    id: 'functions-have-what-they-run-with',
    severity: 'error',
    sentence: 'The role, the log group and the layers, five at most, of a function are there, in its Region.',
    page: API,
    types: FUNCTION,
    *check(fn, assembly) {
      const role = fn.at('Role');
      if (
        !/^arn:aws[a-z-]*:iam::\d{12}:role\/./.test(role.text ?? '') ||
        (isOfApp(role.text) && !roleOfArn(role.text, assembly))
      ) {
        yield { at: role, wrong: `${String(role)} is no role`, write: 'set Role to the ARN of a role' };
      }
      const layers = fn.at('Layers');
      if (layers.list.length > 5) {
        yield { at: layers, wrong: `there are ${layers.list.length} layers`, write: 'give five at most' };
      }
      for (const layer of layers.list) {
        const region = assembly.find('AWS::Lambda::LayerVersion', layer.text)?.stack.region;
        const named = /^arn:aws[a-z-]*:lambda:([a-z0-9-]+):\d{12}:layer:[\w-]+:\d+$/.exec(layer.text ?? '')?.[1];
        if ((region ?? named) !== fn.stack.region) {
          yield {
            at: layer,
            wrong: `${String(layer)} is no layer in ${fn.stack.region}`,
            write: 'refer to one that is',
          };
        }
      }
      const group = fn.at('LoggingConfig.LogGroup');
      if (isOfApp(group.text) && assembly.find('AWS::Logs::LogGroup', group.text)?.stack !== fn.stack) {
        yield { at: group, wrong: `${String(group)} is no log group of this stack`, write: 'refer to one' };
      }
    },
  },
];

/** A handler is a function in a file; the code of an asset says which functions there are. */
function* missingHandler(
  handler: Value,
  endings: readonly string[],
  code: Value,
  assembly: Assembly,
): Generator<Problem> {
  const key = code.at('S3Key').text ?? '';
  const files = assembly.filesOf(key);
  const [module = '', name = ''] = handler.text?.split('.') ?? [];
  const file = endings.map((ending) => `${module}.${ending}`).find((one) => files?.includes(one));
  if (files && file === undefined) {
    yield {
      at: handler,
      wrong: `the code has no ${module}.${endings[0]}`,
      write: 'name a file of the code, or its runtime',
    };
  } else if (file !== undefined) {
    const text = fs.readFileSync(path.join(assembly.source.assets.get(key) ?? '', file), 'utf8');
    if (!new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(text)) {
      yield { at: handler, wrong: `${file} has no function ${name}`, write: 'name a function of the file' };
    }
  }
}

/** Whether a name or ARN holds what only a deployment of this app makes. */
function isOfApp(name: string | undefined): boolean {
  return name?.includes('${') === true;
}
