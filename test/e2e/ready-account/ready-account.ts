import { DescribeCertificateCommand, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Aws } from '../../../lib/operate/aws';
import { VERSION_PARAMETER } from '../../../lib/operate/doctor/account/bootstrap';
import { resolveSites, type Site } from '../../../lib/site-config';
import { REGIONS } from '../clients';
import type { PublicInternet } from './public-internet';

/** Of everybody, in moto. */
export const MOTO_ACCOUNT = '123456789012';

export const DOMAIN = 'example.test';

/** Until moto issues a certificate that was asked for, whether its records are there or not. */
export const VALIDATION = { MOTO_ACM_VALIDATION_WAIT: '3' };

/** Milliseconds. */
const LOOK = 250;

/** An account, and what is public, in which this site can be deployed. */
export async function makeReady(aws: Aws, internet: PublicInternet): Promise<Site> {
  const created = await aws.route53.send(new CreateHostedZoneCommand({ Name: DOMAIN, CallerReference: '1' }));
  delegate(internet, created.DelegationSet?.NameServers);
  await Promise.all(REGIONS.map((region) => bootstrap(aws, region, '33')));
  const certificateArn = await requestCertificate(aws);
  await issued(aws, certificateArn);
  const configured = { domainName: DOMAIN, hostedZoneId: 'Z1', account: MOTO_ACCOUNT, certificateArn };
  const [site] = resolveSites([configured]);
  if (!site) {
    throw new Error('no site');
  }
  // moto's ids are none that Route 53 gives
  return { ...site, hostedZoneId: String(created.HostedZone?.Id).replace('/hostedzone/', '') };
}

export function delegate(internet: PublicInternet, nameServers: readonly string[] = []): void {
  internet.records = nameServers.map((data) => ({ type: 'NS', name: DOMAIN, ttl: 60, data }));
}

export async function bootstrap(aws: Aws, region: string, Value: string): Promise<void> {
  const Name = VERSION_PARAMETER;
  await aws.ssm(region).send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));
}

/** @returns its ARN; it is not issued yet */
export async function requestCertificate(aws: Aws): Promise<string> {
  const asked = new RequestCertificateCommand({
    DomainName: DOMAIN,
    SubjectAlternativeNames: [`www.${DOMAIN}`],
    ValidationMethod: 'DNS',
  });
  return String((await aws.acm().send(asked)).CertificateArn);
}

async function issued(aws: Aws, CertificateArn: string): Promise<void> {
  for (;;) {
    const { Certificate } = await aws.acm().send(new DescribeCertificateCommand({ CertificateArn }));
    if (Certificate?.Status === 'ISSUED') {
      return;
    }
    await sleep(LOOK);
  }
}
