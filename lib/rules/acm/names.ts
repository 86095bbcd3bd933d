import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { hostName } from '../site';

export const CERTIFICATE = 'AWS::CertificateManager::Certificate';

/** Where a certificate's names stand, its first one before the others. */
export function nameValues(certificate: Resource): Value[] {
  return [certificate.at('DomainName'), ...certificate.at('SubjectAlternativeNames').list];
}

/** The names in a certificate, as names compare. */
export function namesOfCertificate(certificate: Resource): string[] {
  return nameValues(certificate).map((name) => hostName(name.text));
}

/** Whether a name in a certificate covers a host; a wildcard covers one label. */
export function certificateCovers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && !host.startsWith('*.') && host.replace(/^[^.]+/, '*') === name);
}
