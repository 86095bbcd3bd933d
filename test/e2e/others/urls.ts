import type { Request } from '../../../lib/rehearsal/http/exchange';

/** For the function: every path of every host with every query. */

const PATHS = [
  '/',
  '/index.html',
  '/guide',
  '/guide/',
  '/guide/index.html',
  '/guide/deep/er',
  '/none',
  '/none/',
  '/none.html',
  '/css/style.css',
  // directories with a dot, and what only looks like one
  '/v1.2',
  '/v1.2/',
  '/V1.2',
  '/v1.3',
  '/docs/v2.0',
  '/v2.0',
  '/.well-known',
  '/.well-known/security.txt',
  '/dot.',
  '/.',
  '/..',
  '/guide/..',
  // objects without an extension, and what only looks like one
  '/LICENSE',
  '/LICENSE/',
  '/license',
  '/docs/README',
  '/README',
  '/name of@this,1',
  // escapes: needless, of other alphabets, of what is no UTF-8, and malformed
  '/L%49CENSE',
  '/v1%2E2',
  '/guide%2F',
  '/a%20b',
  '/a+b',
  '/caf%C3%A9',
  '/caf%c3%a9/',
  '/%E6%97%A5%E6%9C%AC',
  '/%F0%9F%92%A7',
  '/%00',
  '/%FF',
  '/%C3%28',
  '/%C0%AF',
  '/%ED%A0%80',
  '/%E2%82',
  '/%F4%90%80%80',
  '/%',
  '/50%',
  '/%zz',
  '/%4',
  '/%2',
  '/%C3',
  '/%25',
  '/%253F',
  '/%3Fx',
  '/%23',
  // unescaped
  '/café',
  '/日本',
  '/💧',
  '/💧/',
  // what may lead to another host
  '//',
  '//evil.example',
  '//evil',
  '///evil/path',
  '/guide//',
  '/guide//deep',
  '/%2Fevil',
  '/%2fevil/',
  '/\\evil',
  '/\\/evil',
  '/%5Cevil',
  '/guide\\deep',
  '\\\\evil',
  '@evil.example',
];

const QUERIES = [
  '',
  '?',
  '?x=1',
  '?flag',
  '?flag=',
  '?=value',
  '?&&x=1&',
  '?tag=x&tag=y&tag=',
  '?q=a%20b&r=%zz&caf%C3%A9=%C3%A9',
  '?next=//evil.example/?a=b',
  '?__proto__=1&constructor=2&2=b&1=a',
];

const HOSTS = [
  'example.com',
  'EXAMPLE.com:443',
  'www.example.com',
  'WWW.Example.COM',
  'old.example.com:8080',
  'other.example.com',
  'd111111abcdef8.cloudfront.net',
];

/** By what they ask for. */
export function requestsByUrl(): Map<string, Request> {
  const headers = { accept: '*/*', cookie: 'theme=dark; seen=1; seen=2' };
  const caller = { sourceIp: '82.94.188.77', secure: true };
  const paths = PATHS.flatMap((path) => QUERIES.map((query) => path + query));
  const all = HOSTS.flatMap((host) => paths.map((path) => ({ method: 'GET', host, path, headers, caller })));
  return new Map(all.map((request) => [request.host + request.path, request]));
}
