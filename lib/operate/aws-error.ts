import { errorMessage } from '../rules/error-message';

/** As far as the SDK's errors tell, whichever service they come from. */
interface AwsError extends Error {
  readonly Code?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|Forbidden|403)$/;
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|RequestExpired)$/;
const UNKNOWN = /^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch)$/;

/** Whether AWS refuses these credentials what was asked: another permission is missing, nothing else is wrong. */
export function isAccessDenied(error: unknown): boolean {
  const name = nameOf(error);
  // credentials that nobody knows are refused with the same status
  const isKnown = !EXPIRED.test(name) && !UNKNOWN.test(name);
  return DENIED.test(name) || (isKnown && (error as AwsError).$metadata?.httpStatusCode === 403);
}

/**
 * The permission that AWS missed, as its error names it: `ssm:GetParameter`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function deniedAction(error: unknown): string | undefined {
  return /not authorized to perform: ([\w-]+:\w+)/.exec((error as Error).message)?.[1];
}

/** What an error of the SDK means to an operator, and what to do about it. */
export function awsErrorMessage(error: unknown): string {
  const { message } = error as AwsError;
  const name = nameOf(error);
  if (name === 'CredentialsProviderError') {
    return `AWS needs credentials: sign in (aws sso login, or aws configure) and name the profile by --profile or AWS_PROFILE (${message})`;
  }
  if (EXPIRED.test(name)) {
    return `the AWS credentials have expired: sign in again, as by aws sso login (${message})`;
  }
  if (UNKNOWN.test(name)) {
    return `AWS does not know these credentials: look at --profile, AWS_PROFILE and AWS_ACCESS_KEY_ID (${message})`;
  }
  if (message === '' || message === 'UnknownError') {
    return `${name}, without a message`;
  }
  // one of ours says what it is about
  return name === 'Error' ? message : `${name}: ${message}`;
}

/** What an error means to an operator, whether it is the SDK's or ours, and what each error behind it does. */
export function operatorMessage(error: unknown): string {
  const { $metadata, name, message, cause } = error as AwsError;
  if ($metadata !== undefined || name === 'CredentialsProviderError') {
    return awsErrorMessage(error);
  }
  return error instanceof Error && cause !== undefined ? `${message}: ${operatorMessage(cause)}` : errorMessage(error);
}

/** Code of an error, as its service calls it: `NoSuchHostedZone`. */
export function nameOf(error: unknown): string {
  const { name, Code, code } = error as AwsError;
  return Code ?? (name === 'Error' ? (code ?? name) : name);
}
