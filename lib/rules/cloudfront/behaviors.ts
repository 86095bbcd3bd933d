import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { atMost, inForm, nameOf, repeated, required } from './checks';
import { behaviorsOf, configOf, defaultBehaviorOf, DISTRIBUTION } from './model';

const BEHAVIOR = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html';

/** Behaviors: who may ask what, and over which protocol. */
export const behaviorRules: readonly Rule[] = [
  {
    id: 'cloudfront-compresses',
    severity: 'warning',
    sentence: 'Pages are compressed.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      const at = defaultBehaviorOf(distribution).at('Compress');
      if (at.flag !== true) {
        yield { at, wrong: 'pages are sent as large as they are', write: 'set Compress to true' };
      }
    },
  },
  {
    id: 'cloudfront-path-patterns',
    severity: 'error',
    sentence: 'Every behavior but the default one has a path pattern, of characters that CloudFront takes, of its own.',
    page: BEHAVIOR,
    types: [DISTRIBUTION],
    *check(distribution) {
      const patterns = configOf(distribution)
        .at('CacheBehaviors')
        .list.map((behavior) => behavior.at('PathPattern'));
      for (const pattern of patterns) {
        yield* required(pattern, 'write the path that it is for');
        yield* atMost(pattern, 255);
        yield* inForm(pattern, /^[A-Za-z0-9_.*$/~"'@:+&?-]+$/, 'write a path with * and ? as wildcards');
      }
      for (const at of patterns.filter((pattern) => /^\/?\*$/.test(pattern.text ?? ''))) {
        yield {
          at,
          wrong: `${nameOf(at)} is ${String(at)}, which leaves nothing to the default behavior`,
          write: 'change the default behavior',
        };
      }
      yield* repeated(patterns, (pattern) => pattern.text?.replace(/^\//, ''));
    },
  },
  {
    id: 'cloudfront-behavior-features',
    severity: 'error',
    sentence: 'What a behavior adds fits its methods, its functions and its distribution.',
    page: BEHAVIOR,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const behavior of behaviorsOf(distribution)) {
        yield* featureProblems(behavior);
        const grpc = behavior.at('GrpcConfig.Enabled');
        if (grpc.flag === true && !behavior.at('AllowedMethods').texts.includes('POST')) {
          yield { at: grpc, wrong: 'gRPC is on, but POST is not allowed', write: 'set GrpcConfig.Enabled to false' };
        }
      }
    },
  },
];

function* featureProblems(behavior: Value) {
  const smooth = behavior.at('SmoothStreaming');
  if (smooth.flag === true && behavior.at('FunctionAssociations').list.length > 0) {
    yield { at: smooth, wrong: 'Smooth Streaming goes with no function', write: 'set SmoothStreaming to false' };
  }
  const encryption = behavior.at('FieldLevelEncryptionId');
  if (encryption.text && !behavior.at('AllowedMethods').texts.includes('POST')) {
    yield {
      at: encryption,
      wrong: 'fields are encrypted in what visitors POST, which is not allowed',
      write: 'remove FieldLevelEncryptionId',
    };
  }
  yield* inForm(
    behavior.at('RealtimeLogConfigArn'),
    /^arn:aws:cloudfront::[^:]+:realtime-log-config\/.+$|^\$\{/,
    'write the ARN of a real-time log configuration',
  );
}
