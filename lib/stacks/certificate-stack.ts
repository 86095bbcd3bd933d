import { CfnDeletionPolicy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SiteCertificate } from '../constructs/site-certificate';
import { hostedZoneOf, type SiteStackProps } from './site-stack-props';

/** us-east-1, where CloudFront reads certificates: one for every name, validated by records in the zone. */
export class CertificateStack extends Stack {
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);

    const { site } = props;
    const { certificate } = new SiteCertificate(this, 'Certificate', {
      hostNames: [site.domainName, ...site.alternateNames],
      hostedZone: hostedZoneOf(this, site),
      deletionPolicy: CfnDeletionPolicy.DELETE,
    });
    this.certificateArn = certificate.certificateArn;
  }
}
