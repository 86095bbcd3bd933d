import {
  GetDistributionConfigCommand,
  GetFunctionCommand,
  GetOriginAccessControlConfigCommand,
  GetResponseHeadersPolicyCommand,
  DescribeFunctionCommand,
} from '@aws-sdk/client-cloudfront';
import type { Readers } from './reader';

export const CLOUDFRONT_READERS: Readers = {
  'AWS::CloudFront::Distribution': async ({ id, aws }) => {
    const { DistributionConfig } = await aws.cloudFront.send(new GetDistributionConfigCommand({ Id: id }));
    const config = unwrapped(DistributionConfig) as Record<string, unknown>;
    // CloudFormation counts these as well
    const OriginGroups = DistributionConfig?.OriginGroups;
    return { DistributionConfig: { ...config, IPV6Enabled: config.IsIPV6Enabled, OriginGroups } };
  },
  'AWS::CloudFront::Function': async ({ asked, aws }) => {
    const Name = asked.Name as string;
    const live = await aws.cloudFront.send(new DescribeFunctionCommand({ Name, Stage: 'LIVE' }));
    const code = await aws.cloudFront.send(new GetFunctionCommand({ Name, Stage: 'LIVE' }));
    return {
      Name: live.FunctionSummary?.Name,
      FunctionConfig: live.FunctionSummary?.FunctionConfig,
      FunctionCode: Buffer.from(code.FunctionCode ?? []).toString('utf8'),
      AutoPublish: live.FunctionSummary?.FunctionMetadata?.Stage === 'LIVE',
    };
  },
  'AWS::CloudFront::OriginAccessControl': async ({ id, aws }) => ({
    ...(await aws.cloudFront.send(new GetOriginAccessControlConfigCommand({ Id: id }))),
  }),
  'AWS::CloudFront::ResponseHeadersPolicy': async ({ id, aws }) => ({
    ...(await aws.cloudFront.send(new GetResponseHeadersPolicyCommand({ Id: id }))).ResponseHeadersPolicy,
  }),
};

/** CloudFront's API counts its lists: `{ Quantity, Items }`. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(unwrapped);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('Quantity' in value) {
    return unwrapped('Items' in value ? value.Items : []);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrapped(inner)]));
}
