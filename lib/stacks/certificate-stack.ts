import { CfnDeletionPolicy, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { SiteStackProps } from './site-stack-props';

/** us-east-1, where CloudFront reads certificates: one for every name, validated by records in the zone. */
export class CertificateStack extends Stack {
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);

    const { site } = props;
    const hostedZone = route53.HostedZone.fromHostedZoneAttributes(this, 'HostedZone', {
      hostedZoneId: site.hostedZoneId,
      zoneName: site.hostedZoneName,
    });
    const certificate = new acm.Certificate(this, 'Certificate', {
      domainName: site.domainName,
      // ACM refuses an empty list
      subjectAlternativeNames: site.alternateNames.length > 0 ? site.alternateNames : undefined,
      validation: acm.CertificateValidation.fromDns(hostedZone),
    });
    const { cfnOptions } = certificate.node.defaultChild as acm.CfnCertificate;
    // a replaced one is in use until the website's stack has the new one: deleting it here would fail
    cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
    this.certificateArn = certificate.certificateArn;
  }
}
