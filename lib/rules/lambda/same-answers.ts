import { apiFallbacks, siteFunctions } from '../apigateway/fallbacks';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { functionFor } from '../cloudfront/edge';
import { addedHeaders } from '../cloudfront/added-headers';
import { configOf } from '../cloudfront/model';
import { distributionNamed } from '../route53/targets';
import type { Problem, Rule } from '../rule';
import { packagedFile, packagedJson } from './package-files';

const FUNCTION = 'AWS::Lambda::Function';

/** That visitors get from a function what they got from CloudFront: its package tells what it answers. */
export const sameAnswerRules: readonly Rule[] = [
  {
    id: 'site-functions-read-a-replica',
    severity: 'error',
    sentence:
      "A function that DNS fails over to is told, in its environment, of a replica of CloudFront's bucket, in its own Region.",
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      const replicas = siteFunctions(assembly).get(fn);
      const at = fn.at('Environment.Variables');
      const named = new Set(at.entries.map(([, value]) => value.text));
      const replica = [...(replicas ?? [])].find((bucket) => named.has(bucket.ref));
      if (replicas && !replica) {
        yield {
          at,
          wrong: `the function is told of no bucket that what CloudFront serves is replicated to (${String(at)})`,
          write: `set BUCKET to ${[...replicas].map(({ ref }) => ref).join(' or ') || 'a replica of it'}`,
        };
      } else if (replica && replica.stack.region !== fn.stack.region) {
        yield {
          at,
          wrong: `${replica.ref} is in ${replica.stack.region}, the function in ${fn.stack.region}`,
          write: `move the function to ${replica.stack.region}`,
        };
      }
    },
  },
  {
    id: 'both-paths-send-the-same-headers',
    severity: 'error',
    sentence:
      'A function that DNS fails over to sends the security headers that CloudFront sends, Strict-Transport-Security with ' +
      'the same age above all: browsers keep what they were told last.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      for (const { distribution, settings } of twins(fn, assembly)) {
        const here = addedHeaders(distribution, assembly);
        const there = new Map(Object.entries((settings?.securityHeaders ?? {}) as Record<string, string>));
        const names = settings && here ? [...new Set([...here.keys(), ...there.keys()])] : [];
        const different = names.filter((name) => comparable(here?.get(name)) !== comparable(there.get(name)));
        for (const name of different) {
          yield {
            at: fn.at('Code'),
            wrong: `CloudFront sends ${shown(name, here?.get(name))}, the function ${shown(name, there.get(name))}`,
            write: 'write the same into the response headers policy and into site.json of the function',
          };
        }
      }
    },
  },
  {
    id: 'both-paths-serve-the-same-pages',
    severity: 'error',
    sentence:
      'A function that DNS fails over to has the rules of URLs of the viewer-request function, its index document and its ' +
      'page for what is missing.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      for (const { distribution, settings } of twins(fn, assembly)) {
        yield* differentPages(fn, distribution, settings ?? {});
        const edge = functionFor('viewer-request', distribution, assembly)?.at('FunctionCode').text?.trim();
        const code = packagedFile(fn, 'viewer-request.js', assembly);
        if (code !== undefined && (!edge || !code.includes(edge))) {
          yield {
            at: fn.at('Code'),
            wrong: 'viewer-request.js of the function is not the code of the viewer-request function of CloudFront',
            write: 'package the very FunctionCode',
          };
        }
      }
    },
  },
];

interface Twin {
  readonly distribution: Resource;
  /** `site.json` of the package, when it is to be read here. */
  readonly settings: Readonly<Record<string, unknown>> | undefined;
}

/** The distributions that a function stands in for. */
function twins(fn: Resource, assembly: Assembly): Twin[] {
  const names = apiFallbacks(assembly).filter((fallback) => fallback.fn === fn);
  const distributions = names.flatMap(({ record }) => distributionNamed(record.name, assembly) ?? []);
  const settings = names.length > 0 ? packagedJson(fn, 'site.json', assembly) : undefined;
  return [...new Set(distributions)].map((distribution) => ({ distribution, settings }));
}

function* differentPages(
  fn: Resource,
  distribution: Resource,
  settings: Readonly<Record<string, unknown>>,
): Generator<Problem> {
  const config = configOf(distribution);
  const missing = config.at('CustomErrorResponses').list.find((one) => one.at('ErrorCode').text === '404');
  const pairs = [
    [config.at('DefaultRootObject').text, settings.indexDocument, 'the root'],
    [missing?.at('ResponsePagePath').text?.replace(/^\//, ''), settings.errorDocument, 'a missing page'],
  ] as const;
  for (const [here, there, what] of pairs) {
    if (there !== undefined && here !== there) {
      yield {
        at: fn.at('Code'),
        wrong: `${what} is ${here ?? 'nothing'} on CloudFront, ${JSON.stringify(there)} on the secondary`,
        write: 'write the same into site.json of the function',
      };
    }
  }
}

function comparable(value: string | undefined): string | undefined {
  return value?.toLowerCase().replace(/\s/g, '');
}

function shown(name: string, value: string | undefined): string {
  return value === undefined ? `no ${name}` : `${name}: ${value}`;
}
