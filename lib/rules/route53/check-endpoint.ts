import * as net from 'node:net';
import type { Rule } from '../rule';
import { isEndpointCheck, typeOf, watchedHost } from './checks';
import { checkRule, setting } from './check-settings';
import { isWhole } from './record-shape';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

const HOST = /^(?=.{1,255}$)[a-z0-9_$]([^\s/:?#@]*[a-z0-9_}])?$/i;
export const AWS_HOST = /\.(amazonaws\.com|cloudfront\.net)$/;

/** Addresses that no checker reaches. */
const UNREACHABLE = new net.BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  UNREACHABLE.addSubnet(network, prefix);
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  UNREACHABLE.addSubnet(network, prefix, 'ipv6');
}

/** What a health check asks, and how. */
export const checkEndpointRules: readonly Rule[] = [
  checkRule({
    id: 'health-checks-have-a-host',
    severity: 'error',
    sentence: 'A health check of an endpoint has a domain name, or an address that can be reached from the internet.',
    page: API,
    *check(check) {
      const name = setting(check, 'FullyQualifiedDomainName');
      const address = setting(check, 'IPAddress');
      if (isEndpointCheck(check) && !name.exists && !address.exists) {
        yield {
          at: name,
          wrong: 'the health check has neither a FullyQualifiedDomainName nor an IPAddress',
          write: 'set FullyQualifiedDomainName to the Regional hostname of the primary bucket',
        };
      }
      if (name.exists && !name.text?.includes('${') && !HOST.test(name.text ?? '')) {
        yield {
          at: name,
          wrong: `FullyQualifiedDomainName is ${String(name)}`,
          write: 'write a host of at most 255 characters, without scheme, port and path',
        };
      }
      if (address.exists && !isReachable(address.text ?? '')) {
        yield { at: address, wrong: `IPAddress is ${String(address)}`, write: 'write a public address, or remove it' };
      }
    },
  }),
  checkRule({
    id: 'health-check-ports-suit-the-protocol',
    severity: 'error',
    sentence: 'A health check asks a port from 1 to 65535, an endpoint of AWS at 443 over HTTPS and at 80 over HTTP.',
    page: API,
    *check(check) {
      const at = setting(check, 'Port');
      const usual = { HTTPS: 443, HTTP: 80 }[(typeOf(check) ?? '').replace('_STR_MATCH', '')];
      if (at.exists && !isWhole(at.number, 1, 65535)) {
        yield { at, wrong: `Port is ${String(at)}`, write: `set Port to ${usual ?? 443}` };
      } else if (at.exists && usual !== undefined && at.number !== usual && AWS_HOST.test(watchedHost(check))) {
        yield {
          at,
          wrong: `the health check asks ${watchedHost(check)} over ${typeOf(check)} at port ${String(at)}`,
          write: `set Port to ${usual}`,
        };
      }
    },
  }),
  checkRule({
    id: 'health-check-paths-are-valid',
    severity: 'error',
    sentence: 'The path of a health check begins with / and has at most 255 characters, none of them a space.',
    page: API,
    *check(check) {
      const at = setting(check, 'ResourcePath');
      const path = at.text ?? '/';
      if (!/^\/[\x21-\x7e]*$/.test(path) || path.length > 255) {
        yield {
          at,
          wrong: `ResourcePath is ${path.length > 255 ? `${path.length} characters long` : String(at) || 'empty'}`,
          write: 'set ResourcePath to the path of the checked object, such as /health.txt',
        };
      }
    },
  }),
];

function isReachable(address: string): boolean {
  const version = net.isIP(address);
  return address.includes('${') || (version !== 0 && !UNREACHABLE.check(address, version === 6 ? 'ipv6' : 'ipv4'));
}
