import type { Change } from '../../mutable-app';
import { all, drop, remove, set } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { addBehavior, BEHAVIOR, configure, CONTROL, DISTRIBUTION, FUNCTION, HEADERS, ORIGIN } from './names';

const behavior = (place: string, value: unknown) => set(DISTRIBUTION, `${BEHAVIOR}.${place}`, value);
const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:edge';
const functionArn = (name: string, account = '123456789012') => `arn:aws:cloudfront::${account}:function/${name}`;
const lambda = (LambdaFunctionARN: string | undefined, EventType = 'origin-response', IncludeBody?: boolean) =>
  behavior('LambdaFunctionAssociations', [{ EventType, LambdaFunctionARN, IncludeBody }]);
const legacy = (settings: Record<string, unknown>): Change =>
  all(remove(DISTRIBUTION, `${BEHAVIOR}.CachePolicyId`), (app) => {
    const now = app.get(DISTRIBUTION, BEHAVIOR) as object;
    app.set(DISTRIBUTION, BEHAVIOR, { ...now, ...settings });
  });

export const addCachePolicy =
  (settings: Record<string, unknown> = {}, parameters: Record<string, unknown> = {}): Change =>
  (app) => {
    app.add('Website', 'Pages', {
      Type: 'AWS::CloudFront::CachePolicy',
      Properties: {
        CachePolicyConfig: {
          Name: 'pages',
          MinTTL: 1,
          DefaultTTL: 60,
          MaxTTL: 3600,
          ParametersInCacheKeyAndForwardedToOrigin: {
            EnableAcceptEncodingGzip: true,
            EnableAcceptEncodingBrotli: true,
            HeadersConfig: { HeaderBehavior: 'none' },
            CookiesConfig: { CookieBehavior: 'none' },
            QueryStringsConfig: { QueryStringBehavior: 'none' },
            ...parameters,
          },
          ...settings,
        },
      },
    });
    app.set(DISTRIBUTION, `${BEHAVIOR}.CachePolicyId`, { Ref: 'Pages' });
  };

export const addRequestPolicy =
  (HeaderBehavior: string, Headers?: string[]): Change =>
  (app) => {
    app.add('Website', 'Requests', {
      Type: 'AWS::CloudFront::OriginRequestPolicy',
      Properties: {
        OriginRequestPolicyConfig: {
          Name: 'requests',
          HeadersConfig: { HeaderBehavior, Headers },
          CookiesConfig: { CookieBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
        },
      },
    });
    app.set(DISTRIBUTION, `${BEHAVIOR}.OriginRequestPolicyId`, { Ref: 'Requests' });
  };

export const behaviorMutations: Mutations = {
  broken: {
    'cloudfront-viewer-protocol': {
      'no protocol': behavior('ViewerProtocolPolicy', undefined),
      'an unknown protocol': behavior('ViewerProtocolPolicy', 'http-only'),
      'an unknown protocol of another behavior': addBehavior({ ViewerProtocolPolicy: 'redirect' }),
    },
    'website-secondary-needs-http': {
      'visitors are redirected to HTTPS': behavior('ViewerProtocolPolicy', 'redirect-to-https'),
      'HTTP is refused': behavior('ViewerProtocolPolicy', 'https-only'),
      'assets are redirected to HTTPS': addBehavior({ ViewerProtocolPolicy: 'redirect-to-https' }),
    },
    'website-secondary-needs-ipv4': {
      'IPv6 is on': configure('IPV6Enabled', true),
      'IPv6 is on, in text': configure('IPV6Enabled', 'true'),
      'IPv6 is on, and no alias is left': all(configure('IPV6Enabled', true), configure('Aliases', undefined)),
    },
    'cloudfront-methods': {
      'GET alone': behavior('AllowedMethods', ['GET']),
      'GET, HEAD and POST': behavior('AllowedMethods', ['GET', 'HEAD', 'POST']),
      'no method': behavior('AllowedMethods', []),
      'POST is cached': behavior('CachedMethods', ['GET', 'HEAD', 'POST']),
      'OPTIONS is cached, but not allowed': behavior('CachedMethods', ['GET', 'HEAD', 'OPTIONS']),
    },
    'cloudfront-reads-buckets-only': {
      'visitors may write': behavior('AllowedMethods', ALL_METHODS),
      'visitors may write below a path': addBehavior({ AllowedMethods: ALL_METHODS }),
      'visitors may write, in another order': behavior('AllowedMethods', [...ALL_METHODS].reverse()),
    },
    'cloudfront-compresses': {
      'nothing is compressed': behavior('Compress', false),
      'nothing says to compress': behavior('Compress', undefined),
      'nothing is compressed, in text': behavior('Compress', 'false'),
    },
    'cloudfront-path-patterns': {
      'a pattern for everything': addBehavior({ PathPattern: '/*' }),
      'no pattern': addBehavior({ PathPattern: undefined }),
      'a pattern twice': addBehavior({}, { PathPattern: 'assets/*' }),
      'a pattern with a space': addBehavior({ PathPattern: '/my assets/*' }),
      'a pattern of 256 characters': addBehavior({ PathPattern: `/${'a'.repeat(255)}` }),
    },
    'cloudfront-is-open-to-visitors': {
      'signed URLs below a path, which the secondary serves to everyone': addBehavior({ TrustedKeyGroups: ['0a1b2c'] }),
      'visitors need a certificate': configure('ViewerMtlsConfig', { Mode: 'required' }),
      'signed URLs by a key group': behavior('TrustedKeyGroups', ['0a1b2c']),
      'signed URLs by an account': behavior('TrustedSigners', ['self']),
      'signed URLs by both': all(behavior('TrustedSigners', ['self']), behavior('TrustedKeyGroups', ['0a1b2c'])),
    },
    'cloudfront-behavior-features': {
      'Smooth Streaming': behavior('SmoothStreaming', true),
      'fields are encrypted': behavior('FieldLevelEncryptionId', 'C1EXAMPLE'),
      gRPC: behavior('GrpcConfig', { Enabled: true }),
      'real-time logs by a name': behavior('RealtimeLogConfigArn', 'logs'),
    },
    'cloudfront-cache-settings': {
      'no cache policy': remove(DISTRIBUTION, `${BEHAVIOR}.CachePolicyId`),
      'a cache policy and forwarded values': behavior('ForwardedValues', { QueryString: false }),
      'a cache policy and a time': behavior('DefaultTTL', 60),
      'an origin request policy alone': all(
        legacy({ ForwardedValues: { QueryString: false } }),
        behavior('OriginRequestPolicyId', '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf'),
      ),
      'times in the wrong order': legacy({ ForwardedValues: { QueryString: false }, MinTTL: 60, DefaultTTL: 1 }),
    },
    'cloudfront-policies-exist': {
      'a cache policy by its name': behavior('CachePolicyId', 'Managed-CachingOptimized'),
      'a headers policy as a cache policy': behavior('CachePolicyId', { Ref: 'DeliverySecurityHeaders6638223D' }),
      'a managed headers policy as a cache policy': behavior('CachePolicyId', '60669652-455b-4ae9-85a4-c4c02393f86c'),
      'a cache policy as a headers policy': behavior('ResponseHeadersPolicyId', '658327ea-f89d-4fab-a63d-7e88639e58f6'),
      'an id one digit short': behavior('CachePolicyId', '658327ea-f89d-4fab-a63d-7e88639e58f'),
    },
    'cloudfront-policies-are-known': {
      'an unknown cache policy': behavior('CachePolicyId', UNKNOWN),
      'an unknown origin request policy': behavior('OriginRequestPolicyId', UNKNOWN),
      'an unknown headers policy': behavior('ResponseHeadersPolicyId', UNKNOWN),
    },
    'cloudfront-host-stays-with-cloudfront': {
      'everything of the visitor': behavior('OriginRequestPolicyId', '216adef6-5c7f-47e4-b989-5492eafa07d3'),
      'the Host alone': behavior('OriginRequestPolicyId', 'bf0718e1-ba1e-49d1-88b1-f726733018ae'),
      'a cache policy with Host': behavior('CachePolicyId', '83da9c7e-98b4-4e11-a168-04f0df8e2c65'),
      'an own policy with everything': addRequestPolicy('allViewer'),
      'an own policy with Host': addRequestPolicy('whitelist', ['Origin', 'host']),
      'an own policy with everything but a cookie': addRequestPolicy('allExcept', ['Cookie']),
      'an own cache policy with Host': addCachePolicy(
        {},
        { HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Host'] } },
      ),
      'forwarded values with every header': legacy({ ForwardedValues: { QueryString: false, Headers: ['*'] } }),
    },
    'cloudfront-caches-pages': {
      'nothing is cached': behavior('CachePolicyId', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'),
      'pages are kept uncompressed': behavior('CachePolicyId', 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d'),
      'an own policy that caches nothing': addCachePolicy(
        { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 },
        { EnableAcceptEncodingGzip: false, EnableAcceptEncodingBrotli: false },
      ),
      'an own policy without compression': addCachePolicy({}, { EnableAcceptEncodingGzip: false }),
    },
    'cloudfront-cache-policy-ttls': {
      'no longest time': addCachePolicy({ MaxTTL: undefined }),
      'a negative time': addCachePolicy({ MinTTL: -1 }),
      'times in the wrong order': addCachePolicy({ MinTTL: 120 }),
      'a default longer than the longest': addCachePolicy({ DefaultTTL: 7200 }),
    },
    'cloudfront-cache-policy-honours-objects': {
      'every page is kept for a day': addCachePolicy({ MinTTL: 86_400, DefaultTTL: 86_400, MaxTTL: 86_400 }),
      'every page is kept for a year': addCachePolicy({
        MinTTL: 31_536_000,
        DefaultTTL: 31_536_000,
        MaxTTL: 31_536_000,
      }),
      'every page is kept for two hours': addCachePolicy({ MinTTL: 7200, DefaultTTL: 7200, MaxTTL: 7200 }),
    },
    'cloudfront-policy-values': {
      'a whitelist of nothing': addCachePolicy({}, { HeadersConfig: { HeaderBehavior: 'whitelist' } }),
      'none, but a cookie': addCachePolicy({}, { CookiesConfig: { CookieBehavior: 'none', Cookies: ['id'] } }),
      'an unknown behavior': addCachePolicy({}, { QueryStringsConfig: { QueryStringBehavior: 'some' } }),
      'compression without a cache': addCachePolicy({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 }),
      'all headers as cache key': addCachePolicy({}, { HeadersConfig: { HeaderBehavior: 'allViewer' } }),
    },
    'cloudfront-names': {
      'a cache policy without a name': addCachePolicy({ Name: undefined }),
      'a headers policy of 129 characters': set(HEADERS, 'ResponseHeadersPolicyConfig.Name', 'n'.repeat(129)),
      'a comment of 129 characters': addCachePolicy({ Comment: 'c'.repeat(129) }),
    },
    'cloudfront-parts-are-used': {
      'the headers policy is left out': remove(DISTRIBUTION, `${BEHAVIOR}.ResponseHeadersPolicyId`),
      'the function is left out': behavior('FunctionAssociations', []),
      'the access control is left out': remove(DISTRIBUTION, `${ORIGIN}.OriginAccessControlId`),
    },
    'cloudfront-function-associations': {
      'an event of the origin': behavior('FunctionAssociations.0.EventType', 'origin-request'),
      'two functions for one event': (app) => {
        const [association] = app.get(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations`) as unknown[];
        app.set(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations`, [association, association]);
      },
      'a Lambda function for the same event': lambda(`${LAMBDA}:1`, 'viewer-request'),
      'a Lambda function for what viewers get': lambda(`${LAMBDA}:1`, 'viewer-response'),
      'a Lambda function for an unknown event': lambda(`${LAMBDA}:1`, 'request'),
    },
    'cloudfront-functions-exist': {
      'the function is not published': set(FUNCTION, 'AutoPublish', false),
      'nothing says to publish it': remove(FUNCTION, 'AutoPublish'),
      'the name of a function': behavior('FunctionAssociations.0.FunctionARN', 'redirect'),
      'a function of another account': behavior(
        'FunctionAssociations.0.FunctionARN',
        functionArn('redirect', '210987654321'),
      ),
      'a Lambda function': behavior('FunctionAssociations.0.FunctionARN', `${LAMBDA}:1`),
    },
    'cloudfront-functions-are-of-this-app': {
      'a function that nobody knows': behavior('FunctionAssociations.0.FunctionARN', functionArn('redirect')),
      'the function gets another name': (app) => {
        const { Name } = app.resource(FUNCTION).Properties as { Name: string };
        app.set(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations.0.FunctionARN`, functionArn(Name));
        app.set(FUNCTION, 'Name', 'renamed');
      },
      'a function for assets that nobody knows': addBehavior({
        FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: functionArn('assets') }],
      }),
    },
    'cloudfront-lambda-versions': {
      'the newest code': lambda(`${LAMBDA}:$LATEST`),
      'no version': lambda(LAMBDA),
      'an alias': lambda(`${LAMBDA}:live`),
      'another Region': lambda('arn:aws:lambda:us-east-2:123456789012:function:edge:1'),
      'the body of a response': lambda(`${LAMBDA}:1`, 'origin-response', true),
    },
    'cloudfront-directories-have-an-index': {
      'no function': behavior('FunctionAssociations', undefined),
      'an empty list of functions': behavior('FunctionAssociations', []),
      'the function for responses': behavior('FunctionAssociations.0.EventType', 'viewer-response'),
      'a behavior for a directory': addBehavior({ PathPattern: '/guide/*', FunctionAssociations: undefined }),
      'a behavior for some of its URLs': addBehavior({ PathPattern: 'gu*', FunctionAssociations: [] }),
    },
  },
  harmless: {
    'GET and HEAD': behavior('AllowedMethods', ['HEAD', 'GET']),
    'OPTIONS, cached': all(
      behavior('AllowedMethods', ['GET', 'HEAD', 'OPTIONS']),
      behavior('CachedMethods', ['GET', 'HEAD', 'OPTIONS']),
    ),
    'a behavior for assets': addBehavior({}),
    'images, uncompressed': addBehavior({
      PathPattern: '/images/*.jpg',
      Compress: false,
      CachePolicyId: 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d',
      FunctionAssociations: undefined,
    }),
    'pages of a directory, by their names': addBehavior({
      PathPattern: '/guide/*.html',
      FunctionAssociations: undefined,
    }),
    'CORS for the bucket': behavior('OriginRequestPolicyId', '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf'),
    'everything but Host': behavior('OriginRequestPolicyId', 'b689b0a8-53d0-40ab-baf2-68738e2966ac'),
    'an own policy without Host': addRequestPolicy('allExcept', ['Host']),
    'an own policy for CORS': addRequestPolicy('whitelist', ['Origin']),
    'an own cache policy': addCachePolicy(),
    'an own cache policy with a query string': addCachePolicy(
      {},
      { QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['v'] } },
    ),
    'the settings of before': legacy({
      ForwardedValues: { QueryString: false },
      MinTTL: 0,
      DefaultTTL: 60,
      MaxTTL: 60,
    }),
    'a Lambda function for what the origin answers': lambda(`${LAMBDA}:7`),
    'no signer': behavior('TrustedSigners', []),
    'no Smooth Streaming': behavior('SmoothStreaming', false),
    'no gRPC': behavior('GrpcConfig', { Enabled: false }),
    'an imported access control': all(
      drop(CONTROL),
      set(DISTRIBUTION, `${ORIGIN}.OriginAccessControlId`, 'E2EXAMPLE00000'),
    ),
  },
};
