import { isCommercialRegion } from '../../config/regions';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { atMost, inForm, inRange, nameOf, oneOf, repeated, required } from './checks';
import { DISTRIBUTION, originsOf } from './model';

const CUSTOM_ORIGIN = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomOriginConfig.html';
const FORBIDDEN_HEADERS =
  /^(cache-control|connection|content-length|cookie|host|if-(match|modified-since|none-match|range|unmodified-since)|max-forwards|pragma|proxy-auth(enticate|orization)|proxy-connection|range|request-range|te|trailer|transfer-encoding|upgrade|via|x-real-ip|x-amz-.*|x-edge-.*)$/i;
const DEFAULT_READ_SECONDS = 30;

/** How CloudFront connects to an origin. */
export const originConnectionRules: readonly Rule[] = [
  {
    id: 'cloudfront-origin-connection',
    severity: 'error',
    sentence: 'An origin is connected to within the numbers of attempts, seconds and ports that CloudFront takes.',
    page: CUSTOM_ORIGIN,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const origin of originsOf(distribution)) {
        yield* inRange(origin.at('ConnectionAttempts'), 1, 3);
        yield* inRange(origin.at('ConnectionTimeout'), 1, 10);
        yield* readTimes(origin);
        yield* customSettings(origin.at('CustomOriginConfig'));
      }
    },
  },
  {
    id: 'cloudfront-origin-headers',
    severity: 'error',
    sentence: 'Headers that CloudFront adds for an origin are such as it may add, each once.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const origin of originsOf(distribution)) {
        const headers = origin.at('OriginCustomHeaders').list;
        yield* repeated(headers, (header) => header.at('HeaderName').text?.toLowerCase());
        for (const header of headers) {
          const name = header.at('HeaderName');
          yield* inForm(name, /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/, 'write the name of a header');
          yield* atMost(header.at('HeaderValue'), 1783);
          if (FORBIDDEN_HEADERS.test(name.text ?? '')) {
            yield { at: name, wrong: `CloudFront never adds ${String(name)}`, write: 'remove the header' };
          }
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-shield',
    severity: 'error',
    sentence: 'Origin Shield, where it is on, names its Region.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-shield.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const shield of originsOf(distribution).map((origin) => origin.at('OriginShield'))) {
        const region = shield.at('OriginShieldRegion');
        if (shield.at('Enabled').flag === true && !isCommercialRegion(region.text ?? '')) {
          yield {
            at: region,
            wrong: `Origin Shield is on in ${String(region)}`,
            write: 'set OriginShieldRegion to the Region nearest to the bucket',
          };
        }
      }
    },
  },
];

function* readTimes(origin: Value) {
  const reads = [origin.at('S3OriginConfig.OriginReadTimeout'), origin.at('CustomOriginConfig.OriginReadTimeout')];
  for (const read of reads) {
    yield* inRange(read, 1, 120);
  }
  const completion = origin.at('ResponseCompletionTimeout');
  const seconds = reads.find((read) => read.exists)?.number ?? DEFAULT_READ_SECONDS;
  if (completion.number !== undefined && completion.number < seconds) {
    yield {
      at: completion,
      wrong: `${nameOf(completion)} is ${completion.number} s, less than OriginReadTimeout (${seconds} s)`,
      write: 'set ResponseCompletionTimeout to no less than OriginReadTimeout',
    };
  }
}

function* customSettings(custom: Value) {
  for (const port of ['HTTPPort', 'HTTPSPort'].map((name) => custom.at(name))) {
    if (port.number !== 80 && port.number !== 443) {
      yield* inRange(port, 1024, 65_535);
    }
  }
  yield* inRange(custom.at('OriginKeepaliveTimeout'), 1, 120);
  if (custom.exists) {
    yield* required(custom.at('OriginProtocolPolicy'), 'set OriginProtocolPolicy to https-only');
  }
  yield* oneOf(custom.at('OriginProtocolPolicy'), ['http-only', 'match-viewer', 'https-only']);
  yield* oneOf(custom.at('IpAddressType'), ['ipv4', 'ipv6', 'dualstack']);
  for (const protocol of custom.at('OriginSSLProtocols').list) {
    yield* oneOf(protocol, ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2']);
  }
}
