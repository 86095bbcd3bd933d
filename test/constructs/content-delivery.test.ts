import type { Stack } from 'aws-cdk-lib';
import { Capture, Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ContentDelivery, type ContentDeliveryProps } from '../../lib/constructs/content-delivery';
import { onlyId, testStack } from '../helpers';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';

function template(settings: (stack: Stack) => Partial<ContentDeliveryProps> = () => ({})): Template {
  const stack = testStack();
  new ContentDelivery(stack, 'Delivery', {
    bucket: new s3.Bucket(stack, 'Bucket'),
    certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE),
    domainName: 'example.com',
    alternateNames: ['www.example.com'],
    indexDocument: 'index.html',
    errorDocument: '404.html',
    comment: 'example.com',
    ipv6: false,
    redirectsToHttps: false,
    ...settings(stack),
  });
  return Template.fromStack(stack);
}

const synthesized = template();
const distribution = (matcher: object) => ({ DistributionConfig: Match.objectLike(matcher) });

test('answers for every name with the certificate, from TLS 1.2 on', () => {
  synthesized.hasResourceProperties(
    'AWS::CloudFront::Distribution',
    distribution({
      Enabled: true,
      Aliases: ['example.com', 'www.example.com'],
      ViewerCertificate: {
        AcmCertificateArn: CERTIFICATE,
        MinimumProtocolVersion: 'TLSv1.2_2025',
        SslSupportMethod: 'sni-only',
      },
    }),
  );
});

test('pins nobody to HTTPS or IPv6, which the secondary lacks', () => {
  synthesized.hasResourceProperties(
    'AWS::CloudFront::Distribution',
    distribution({
      IPV6Enabled: false,
      DefaultCacheBehavior: Match.objectLike({ ViewerProtocolPolicy: 'allow-all' }),
      CacheBehaviors: Match.absent(),
    }),
  );
  synthesized.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        StrictTransportSecurity: Match.absent(),
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'SAMEORIGIN', Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
      },
    },
  });
});

test('speaks HTTP/2 and 3, compresses, and caches by the managed policy', () => {
  synthesized.hasResourceProperties(
    'AWS::CloudFront::Distribution',
    distribution({
      HttpVersion: 'http2and3',
      DefaultCacheBehavior: Match.objectLike({
        Compress: true,
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      }),
    }),
  );
});

test('runs the function on every request, and adds the headers to every answer', () => {
  const functionId = new Capture();
  const policyId = new Capture();
  synthesized.hasResourceProperties(
    'AWS::CloudFront::Distribution',
    distribution({
      DefaultCacheBehavior: Match.objectLike({
        FunctionAssociations: [
          { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [functionId, 'FunctionARN'] } },
        ],
        ResponseHeadersPolicyId: { Ref: policyId },
      }),
    }),
  );
  expect(functionId.asString()).toBe(onlyId(synthesized, 'AWS::CloudFront::Function'));
  expect(policyId.asString()).toBe(onlyId(synthesized, 'AWS::CloudFront::ResponseHeadersPolicy'));
});

test('reads the bucket at its Regional hostname, signed, by access control', () => {
  synthesized.hasResourceProperties(
    'AWS::CloudFront::Distribution',
    distribution({
      Origins: [
        Match.objectLike({
          DomainName: { 'Fn::GetAtt': [onlyId(synthesized, 'AWS::S3::Bucket'), 'RegionalDomainName'] },
          OriginAccessControlId: {
            'Fn::GetAtt': [onlyId(synthesized, 'AWS::CloudFront::OriginAccessControl'), 'Id'],
          },
        }),
      ],
    }),
  );
  synthesized.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
    OriginAccessControlConfig: Match.objectLike({ SigningBehavior: 'always', SigningProtocol: 'sigv4' }),
  });
});

test('may read and list the bucket, as this distribution alone, so that a missing page is a 404', () => {
  const arn = { 'Fn::GetAtt': [onlyId(synthesized, 'AWS::S3::Bucket'), 'Arn'] };
  const source = new Capture();
  synthesized.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: ['s3:GetObject', 's3:ListBucket'],
          Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }],
          Condition: { StringEquals: { 'AWS:SourceArn': source } },
        },
      ],
    },
  });
  expect(source.asObject()).toEqual({
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':cloudfront::',
        { Ref: 'AWS::AccountId' },
        ':distribution/',
        { Ref: onlyId(synthesized, 'AWS::CloudFront::Distribution') },
      ],
    ],
  });
});

test('answers a missing page with the error page and the status 404', () => {
  synthesized.hasResourceProperties(
    'AWS::CloudFront::Distribution',
    distribution({
      DefaultRootObject: 'index.html',
      CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html' }],
    }),
  );
});

test('pins browsers to HTTPS where it is told to', () => {
  const pinned = template(() => ({ ipv6: true, redirectsToHttps: true, strictTransportSecurity: 300 }));
  pinned.hasResourceProperties(
    'AWS::CloudFront::Distribution',
    distribution({
      IPV6Enabled: true,
      DefaultCacheBehavior: Match.objectLike({ ViewerProtocolPolicy: 'redirect-to-https' }),
    }),
  );
  pinned.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
    ResponseHeadersPolicyConfig: Match.objectLike({
      SecurityHeadersConfig: Match.objectLike({
        StrictTransportSecurity: { AccessControlMaxAgeSec: 300, Override: true },
      }),
    }),
  });
});

describe('with a replica', () => {
  const replicated = template((stack) => ({
    replica: s3.Bucket.fromBucketAttributes(stack, 'Replica', { bucketName: 'example.com', region: 'us-west-2' }),
  }));
  const config = new Capture();
  replicated.hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: config });
  const {
    Origins: origins,
    OriginGroups,
    DefaultCacheBehavior,
  } = config.asObject() as {
    Origins: [Record<string, unknown>, Record<string, unknown>];
    OriginGroups: unknown;
    DefaultCacheBehavior: { TargetOriginId: string };
  };

  test('every request tries the primary once, two seconds at most, and then the replica', () => {
    expect(OriginGroups).toEqual({
      Quantity: 1,
      Items: [
        {
          Id: DefaultCacheBehavior.TargetOriginId,
          Members: { Quantity: 2, Items: origins.map(({ Id }) => ({ OriginId: Id })) },
          FailoverCriteria: { StatusCodes: { Quantity: 4, Items: [500, 502, 503, 504] } },
        },
      ],
    });
    expect(origins[0]).toMatchObject({
      ConnectionAttempts: 1,
      ConnectionTimeout: 1,
      S3OriginConfig: { OriginReadTimeout: 1 },
    });
  });

  test('both are asked with the signature of an origin access control', () => {
    const [ours, theirs] = origins.map(({ OriginAccessControlId }) => OriginAccessControlId);
    expect(ours).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Id'] });
    expect(theirs).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Id'] });
  });

  test('the replica is asked where it is', () => {
    expect(JSON.stringify(origins[1].DomainName)).toContain('example.com.s3.us-west-2.');
  });
});
