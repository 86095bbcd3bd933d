import { CreateDomainNameCommand } from '@aws-sdk/client-apigatewayv2';
import {
  CreateDistributionCommand,
  DeleteDistributionCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { modeOf } from '../../../lib/config/mode';
import type { Break } from './break';
import { DOMAIN, requestCertificate } from './ready-account';

export const DELIVERY_BREAKS: readonly Break[] = [
  {
    name: 'a distribution that has the name',
    check: 'aliases-free',
    what: /^the distribution \S+ \(old\) of this account has example\.test among its alternate domain names$/,
    breaks: async ({ aws: { cloudFront } }) => {
      const DistributionConfig = {
        CallerReference: 'old',
        Comment: 'old',
        Enabled: true,
        Aliases: { Quantity: 1, Items: [DOMAIN] },
        Origins: {
          Quantity: 1,
          Items: [{ Id: 'o', DomainName: 'old.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } }],
        },
        DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' as const },
      };
      const created = await cloudFront.send(new CreateDistributionCommand({ DistributionConfig }));
      const Id = created.Distribution?.Id;
      return async () => {
        const disabled = { ...DistributionConfig, Enabled: false };
        const { ETag: IfMatch } = await cloudFront.send(
          new UpdateDistributionCommand({ Id, IfMatch: created.ETag, DistributionConfig: disabled }),
        );
        await cloudFront.send(new DeleteDistributionCommand({ Id, IfMatch }));
      };
    },
  },
  {
    name: 'a certificate that is not issued',
    check: 'certificate',
    what: /^the certificate is not issued yet: it waits for its validation$/,
    breaks: async ({ aws }) => ({ certificateArn: await requestCertificate(aws) }),
  },
  {
    name: 'a domain name of another API',
    check: 'endpoint-names-free',
    what: /^API Gateway in us-west-2 has the domain name example\.test already, for another API than the site's$/,
    breaks: async ({ aws, site }) => {
      await aws.apiGateway(site.secondaryRegion).send(new CreateDomainNameCommand({ DomainName: DOMAIN }));
      const mode = modeOf({ secondaryEndpoint: 'https', manualSwitch: true });
      return { secondaryEndpoint: 'https', mode };
    },
  },
  {
    name: 'health checkers from new addresses',
    check: 'health-checkers',
    what: /^health checkers may ask from ranges that the primary bucket does not admit: 198\.51\.100\.0\/24$/,
    breaks: ({ internet }) => {
      const { ranges } = internet;
      internet.ranges = [...ranges, '198.51.100.0/24'];
      return Promise.resolve(() => (internet.ranges = ranges));
    },
  },
];
