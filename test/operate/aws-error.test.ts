import { awsErrorMessage, isAccessDenied, operatorMessage } from '../../lib/operate/aws-error';

function failure(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

test.each([
  ['CredentialsProviderError', 'Could not load credentials from any providers', /^AWS needs credentials: .*--profile/],
  ['ExpiredTokenException', 'The security token is expired', /^the AWS credentials have expired: sign in again/],
  ['InvalidClientTokenId', 'The security token is invalid', /^AWS does not know these credentials: look at --profile/],
  ['NoSuchHostedZone', 'No hosted zone found with ID: Z1', /^NoSuchHostedZone: No hosted zone found with ID: Z1$/],
  ['NotFound', 'UnknownError', /^NotFound, without a message$/],
])('%s says what it means to an operator', (name, message, said) => {
  expect(awsErrorMessage(failure(name, message))).toMatch(said);
});

test('an error of the network is said with its code', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' });
  expect(awsErrorMessage(refused)).toBe('ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:9');
});

test('a plain error is said by its message', () => {
  expect(awsErrorMessage(new Error('the zone must be readable'))).toBe('the zone must be readable');
});

test.each<[string, object, boolean]>([
  ['AccessDeniedException', {}, true],
  ['AccessDenied', {}, true],
  // S3 answers a HEAD without a body, so without a code
  ['UnknownError', { $metadata: { httpStatusCode: 403 } }, true],
  ['Throttling', { $metadata: { httpStatusCode: 400 } }, false],
  ['NoSuchBucket', { $metadata: { httpStatusCode: 404 } }, false],
])('%s with %j is a missing permission: %s', (name, more, expected) => {
  expect(isAccessDenied(failure(name, '', more))).toBe(expected);
});

test('an operator reads what each error behind another means, whoever threw it', () => {
  const denied = failure('AccessDenied', 'not allowed', { $metadata: { httpStatusCode: 403 } });
  const ours = new Error('the zone must be readable', { cause: denied });
  expect(operatorMessage(ours)).toBe('the zone must be readable: AccessDenied: not allowed');
  expect(operatorMessage(new Error('one', { cause: new Error('two') }))).toBe('one: two');
  expect(operatorMessage('text')).toBe('text');
});
