import { CfnDeletionPolicy } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export interface SiteCertificateProps {
  /** The first is the certificate's own. */
  readonly hostNames: string[];

  /** Zone of every host, where ACM finds the records that validate it. */
  readonly hostedZone: route53.IHostedZone;

  /**
   * What happens to the certificate when it leaves the stack. Where something of the same stack uses it, it has to be
   * kept: services let go of a certificate only some time after they are told to, and until then it cannot be deleted.
   */
  readonly deletionPolicy: CfnDeletionPolicy;
}

/**
 * A certificate for every host, in the Region of its stack.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export class SiteCertificate extends Construct {
  /** Validated by records in the zone. */
  readonly certificate: acm.ICertificate;

  constructor(scope: Construct, id: string, props: SiteCertificateProps) {
    super(scope, id);

    const [domainName = '', ...alternateNames] = props.hostNames;
    // `Default` is no part of logical ids: those of certificates that are deployed stay
    const certificate = new acm.Certificate(this, 'Default', {
      certificateName: this.node.path,
      domainName,
      // ACM refuses an empty list
      subjectAlternativeNames: alternateNames.length > 0 ? alternateNames : undefined,
      validation: acm.CertificateValidation.fromDns(props.hostedZone),
    });
    const { cfnOptions } = certificate.node.defaultChild as acm.CfnCertificate;
    // a replaced one is in use until whatever uses it has the new one: deleting it here would fail
    cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    cfnOptions.deletionPolicy = props.deletionPolicy;
    this.certificate = certificate;
  }
}
