import { roleOfArn } from '../iam/roles';
import type { Rule } from '../rule';
import { missingAsset } from './deployments';

const FUNCTION = ['AWS::Lambda::Function'];
const API = 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html';

/** What a function is made of. */
export const functionPartRules: readonly Rule[] = [
  {
    id: 'functions-have-their-code',
    severity: 'error',
    sentence:
      'The code of a function or layer is an asset of this app in the same Region, and holds the file of the handler.',
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
      const files = assembly.filesOf(code.at('S3Key').text ?? '');
      const handler = resource.at('Handler');
      const module = handler.text?.split('.')[0] ?? '';
      const endings = (resource.at('Runtime').text ?? '').startsWith('python') ? ['py'] : ['js', 'mjs', 'cjs'];
      if (
        /^(python|nodejs)/.test(resource.at('Runtime').text ?? '') &&
        !/^[^\s.]+(\.[^\s.]+)+$/.test(handler.text ?? '')
      ) {
        yield { at: handler, wrong: `Handler is ${String(handler)}`, write: 'set it to <file>.<function>' };
      } else if (files && handler.exists && !endings.some((ending) => files.includes(`${module}.${ending}`))) {
        yield {
          at: handler,
          wrong: `the code has no ${module}.${endings[0]}`,
          write: 'name a file of the code, or its runtime',
        };
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

/** Whether a name or ARN holds what only a deployment of this app makes. */
function isOfApp(name: string | undefined): boolean {
  return name?.includes('${') === true;
}
