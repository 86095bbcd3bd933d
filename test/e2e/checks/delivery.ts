import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  GetDistributionCommand,
  GetFunctionCommand,
  GetOriginAccessControlCommand,
  GetResponseHeadersPolicyCommand,
  ListDistributionsCommand,
  type DistributionSummary,
} from '@aws-sdk/client-cloudfront';
import { GLOBAL, PRIMARY, type Clients } from '../clients';

/** CloudFront's managed policy CachingOptimized. */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/** The account's only distribution. */
export async function onlyDistribution(aws: Clients): Promise<DistributionSummary> {
  const { DistributionList } = await aws.cloudFront.send(new ListDistributionsCommand());
  const [distribution, ...others] = DistributionList?.Items ?? [];
  if (!distribution || others.length > 0) {
    throw new Error(`there must be one distribution, got: ${DistributionList?.Items?.length ?? 0}`);
  }
  return distribution;
}

export interface ExpectedDelivery {
  readonly domainName: string;
  readonly alternateNames: string[];
  readonly primary: string;
  readonly extensionlessObjects: string[];
  readonly dottedDirectories: string[];
}

export async function expectDelivery(aws: Clients, expected: ExpectedDelivery): Promise<void> {
  const { domainName, alternateNames, primary } = expected;
  const names = [domainName, ...alternateNames];
  const { Id } = await onlyDistribution(aws);
  const answer = await aws.cloudFront.send(new GetDistributionCommand({ Id }));
  const config = answer.Distribution?.DistributionConfig;
  expect(config).toMatchObject({
    Aliases: { Quantity: names.length, Items: names },
    Enabled: true,
    HttpVersion: 'http2and3',
    IsIPV6Enabled: false,
    DefaultRootObject: 'index.html',
    DefaultCacheBehavior: { ViewerProtocolPolicy: 'allow-all', CachePolicyId: CACHING_OPTIMIZED, Compress: true },
    CustomErrorResponses: { Items: [{ ErrorCode: 404, ResponseCode: '404', ResponsePagePath: '/404.html' }] },
    ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2025', SSLSupportMethod: 'sni-only' },
  });

  const [origin, ...otherOrigins] = config?.Origins?.Items ?? [];
  expect(otherOrigins).toEqual([]);
  expect(origin?.DomainName).toBe(`${primary}.s3.${PRIMARY}.amazonaws.com`);
  const control = await aws.cloudFront.send(new GetOriginAccessControlCommand({ Id: origin?.OriginAccessControlId }));
  expect(control.OriginAccessControl?.OriginAccessControlConfig).toMatchObject({
    OriginAccessControlOriginType: 's3',
    SigningBehavior: 'always',
    SigningProtocol: 'sigv4',
  });

  const CertificateArn = config?.ViewerCertificate?.ACMCertificateArn;
  const { Certificate } = await aws.acm(GLOBAL).send(new DescribeCertificateCommand({ CertificateArn }));
  expect(Certificate).toMatchObject({ Status: 'ISSUED', SubjectAlternativeNames: names });

  const behavior = config?.DefaultCacheBehavior;
  const headers = await aws.cloudFront.send(
    new GetResponseHeadersPolicyCommand({ Id: behavior?.ResponseHeadersPolicyId }),
  );
  // no Strict-Transport-Security, above all
  expect(headers.ResponseHeadersPolicy?.ResponseHeadersPolicyConfig?.SecurityHeadersConfig).toEqual({
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'SAMEORIGIN', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
  });

  const [association, ...others] = behavior?.FunctionAssociations?.Items ?? [];
  expect(others).toEqual([]);
  expect(association?.EventType).toBe('viewer-request');
  expect(await liveSettings(aws, association?.FunctionARN)).toEqual({
    domainName,
    alternateNames,
    indexDocument: 'index.html',
    extensionlessObjects: expected.extensionlessObjects,
    dottedDirectories: expected.dottedDirectories,
  });
}

/** The settings that were written into the function's live code. */
async function liveSettings(aws: Clients, arn = ''): Promise<unknown> {
  const Name = arn.slice(arn.indexOf('/') + 1);
  const { FunctionCode = [] } = await aws.cloudFront.send(new GetFunctionCommand({ Name, Stage: 'LIVE' }));
  const [, settings = ''] = /^var site = (.+);$/m.exec(Buffer.from(FunctionCode).toString('utf8')) ?? [];
  return JSON.parse(settings);
}
