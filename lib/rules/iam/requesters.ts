import type { Resource } from '../assembly/resource';
import type { Requester } from './requests';

/** For whoever may come from anywhere: some address, but none of RFC 5737, which examples are written with. */
const ANYWHERE = '82.94.188.77';

/** Over TLS, requests have a version of it too. */
function transport(isSecure: boolean): Record<string, string> {
  return isSecure ? { 'aws:securetransport': 'true', 's3:tlsversion': '1.3' } : { 'aws:securetransport': 'false' };
}

/** Someone unknown who asks over plain HTTP. */
export const VISITOR: Requester = {
  names: [],
  context: {
    ...transport(false),
    'aws:sourceip': ANYWHERE,
    'aws:useragent': 'any browser',
    'aws:principalisawsservice': 'false',
    'aws:principalaccount': 'anonymous',
    'aws:principaltype': 'Anonymous',
    'aws:viaawsservice': 'false',
  },
};

/** A service of AWS that acts for a resource. */
export function serviceFor(service: string, arn: string, account: string, isSecure = true): Requester {
  return {
    names: [service],
    context: {
      ...transport(isSecure),
      'aws:sourcearn': arn,
      'aws:sourceaccount': account,
      'aws:principalservicename': service,
      'aws:principalservicenameslist': service,
      'aws:principalisawsservice': 'true',
    },
  };
}

/** CloudFront, which asks S3 in the protocol of its visitor. */
export function cloudFrontFor(distribution: Resource, isSecure = true): Requester {
  const { account } = distribution.stack;
  const arn = `arn:aws:cloudfront::${account}:distribution/${distribution.ref}`;
  return serviceFor('cloudfront.amazonaws.com', arn, account, isSecure);
}

/** Whoever has assumed a role. */
export function assumed(role: Resource): Requester {
  const { account } = role.stack;
  const arn = role.attribute('Arn');
  return {
    names: [arn, account, `arn:aws:iam::${account}:root`],
    context: {
      ...transport(true),
      'aws:sourceip': ANYWHERE,
      'aws:principalarn': arn,
      'aws:principalaccount': account,
      'aws:principaltype': 'AssumedRole',
      'aws:principalisawsservice': 'false',
      'aws:viaawsservice': 'false',
    },
  };
}
