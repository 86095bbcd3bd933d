import type { Resource } from '../assembly/resource';
import type { Problem, Rule } from '../rule';

const FUNCTION = ['AWS::Lambda::Function'];

/** Past their end in November 2026. */
const DEPRECATED =
  /^(nodejs|nodejs(4\.3(-edge)?|6\.10|8\.10|1[0-8]\.x|20\.x)|python(2\.7|3\.[6-9]|3\.10)|java8|go1\.x|ruby(2\.[57]|3\.2)|dotnet(core.*|5\.0|6|7)|provided(\.al2)?)$/;
const RUNTIME = /^(nodejs\d\d\.x|python3\.\d+|java\d+(\.al2)?|ruby\d\.\d|dotnet\d+|provided\.al2023)$/;

const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

/** Whole numbers that Lambda takes, from and to. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  Timeout: [1, 900],
  MemorySize: [128, 10_240],
  'EphemeralStorage.Size': [512, 10_240],
  // none at all stops a function
  ReservedConcurrentExecutions: [1, Infinity],
};

/** What Lambda takes as a function. */
export const functionRules: readonly Rule[] = [
  {
    id: 'functions-have-a-supported-runtime',
    severity: 'error',
    sentence: 'A function has a runtime that AWS still supports, and one processor architecture.',
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
    types: FUNCTION,
    *check(fn) {
      const runtime = fn.at('Runtime');
      const isImage = fn.at('PackageType').text === 'Image' || fn.at('Code.ImageUri').exists;
      if (!isImage && (DEPRECATED.test(runtime.text ?? '') || !RUNTIME.test(runtime.text ?? ''))) {
        yield {
          at: runtime,
          wrong: `Lambda supports no runtime ${String(runtime)}`,
          write: 'set Runtime to a supported one, like python3.13 or nodejs24.x',
        };
      }
      const architectures = fn.at('Architectures').texts;
      if (fn.at('Architectures').exists && !['arm64', 'x86_64'].includes(architectures.join())) {
        yield {
          at: fn.at('Architectures'),
          wrong: `there is no ${architectures.join()}`,
          write: 'set it to arm64 or x86_64',
        };
      }
    },
  },
  {
    id: 'function-settings-are-valid',
    severity: 'error',
    sentence:
      'Timeout, memory, storage and concurrency are in the range of Lambda, the name is valid, and the environment has 4 KB at ' +
      'most and no reserved name.',
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    types: FUNCTION,
    *check(fn) {
      for (const [name, [least, most]] of Object.entries(RANGES)) {
        const at = fn.at(name);
        const value = at.number ?? least;
        if (!Number.isInteger(value) || value < least || value > most) {
          yield {
            at,
            wrong: `${name} is ${String(at)}`,
            write: `set it to a whole number from ${least}${most === Infinity ? '' : ` to ${most}`}`,
          };
        }
      }
      const name = fn.at('FunctionName');
      if (name.exists && !/^[\w-]{1,64}$/.test(name.text ?? '')) {
        yield {
          at: name,
          wrong: `a function cannot be called ${String(name)}`,
          write: 'use 64 letters, digits, - and _ at most',
        };
      }
      yield* invalidEnvironment(fn);
    },
  },
];

function* invalidEnvironment(fn: Resource): Generator<Problem> {
  const variables = fn.at('Environment.Variables').entries;
  const bad = variables.find(([name]) => RESERVED.has(name) || !/^[A-Za-z]\w+$/.test(name));
  const size = variables.reduce((sum, [name, value]) => sum + name.length + (value.text ?? '').length, 0);
  if (bad) {
    yield { at: bad[1], wrong: `no variable can be called ${bad[0]}`, write: 'give it another name' };
  }
  if (size > 4096) {
    yield {
      at: fn.at('Environment.Variables'),
      wrong: `the variables have ${size} bytes`,
      write: 'keep 4,096 at most',
    };
  }
}
