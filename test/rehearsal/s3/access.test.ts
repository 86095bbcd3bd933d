import type { Caller } from '../../../lib/rehearsal/http/exchange';
import { isAllowed } from '../../../lib/rehearsal/s3/access';
import { remove, set, type Change } from '../../rules/mutable-app';
import { CHECKERS, CLOUDFRONT as STATEMENT, PRIMARY, PRIMARY_POLICY, state } from '../../rules/mutations/s3/paths';
import { CHECKER, CLOUDFRONT, rehearsedSite, VISITOR } from './site';

function mayRead(key: string, caller: Caller, ...changes: Change[]): boolean {
  const { primary, assembly } = rehearsedSite(...changes);
  return isAllowed(primary, 's3:GetObject', key, caller, assembly);
}

test.each([
  ['15.177.0.0', true],
  ['15.177.63.255', true],
  ['15.177.64.0', false],
  ['54.243.31.192', true],
  ['54.243.31.191', false],
  ['177.71.207.190', true],
  ['127.0.0.1', false],
  ['2600:1f1c::1', false],
])('from %s, a checker may read the health object: %s', (sourceIp, may) => {
  expect(mayRead('health.txt', { ...CHECKER, sourceIp })).toBe(may);
});

test('without its statement, nobody is let in', () => {
  expect(mayRead('health.txt', CHECKER, remove(PRIMARY_POLICY, CHECKERS))).toBe(false);
  expect(mayRead('index.html', CLOUDFRONT, remove(PRIMARY_POLICY, STATEMENT))).toBe(false);
});

test('a Deny outweighs what lets in', () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::*/health.txt' };
  expect(mayRead('health.txt', CHECKER, state(PRIMARY_POLICY, deny))).toBe(false);
});

test('CloudFront is let in over HTTP, by the exception of the Deny alone', () => {
  expect(mayRead('index.html', CLOUDFRONT)).toBe(true);
  const noException = remove(PRIMARY_POLICY, 'PolicyDocument.Statement.0.Condition.StringNotEquals');
  expect(mayRead('index.html', CLOUDFRONT, noException)).toBe(false);
  expect(mayRead('index.html', { ...CLOUDFRONT, secure: true }, noException)).toBe(true);
});

test('a condition on the version of TLS is judged by TLS 1.2, and without TLS there is none', () => {
  const deny = (version: number): Change =>
    state(PRIMARY_POLICY, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::*/*',
      Condition: { NumericLessThan: { 's3:TlsVersion': version } },
    });
  expect(mayRead('health.txt', CHECKER, deny(1.2))).toBe(true);
  expect(mayRead('health.txt', CHECKER, deny(1.3))).toBe(false);
  expect(mayRead('index.html', CLOUDFRONT, deny(1.3))).toBe(true);
});

describe('a public statement', () => {
  const open = state(PRIMARY_POLICY, {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::*/*',
  });

  test('keeps all of the anonymous out under RestrictPublicBuckets, but not CloudFront', () => {
    expect(mayRead('index.html', { ...VISITOR, secure: true }, open)).toBe(false);
    expect(mayRead('health.txt', CHECKER, open)).toBe(false);
    expect(mayRead('index.html', CLOUDFRONT, open)).toBe(true);
  });

  test('counts so in new buckets, and not where the switch is left out', () => {
    const visitor = { ...VISITOR, secure: true };
    expect(mayRead('index.html', visitor, open, remove(PRIMARY, 'PublicAccessBlockConfiguration'))).toBe(false);
    const others = set(PRIMARY, 'PublicAccessBlockConfiguration', { BlockPublicAcls: true });
    expect(mayRead('index.html', visitor, open, others)).toBe(true);
  });
});
