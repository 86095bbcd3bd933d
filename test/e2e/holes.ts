import type { Mended } from './engine';

/** Something that AWS has and the engine lacks. */
interface Hole {
  readonly what: string;
  /** `supplied by engine/<module>`, `dropped` (asked for, and not answered), `not read back` or `left behind`. */
  readonly how: string;
  readonly reason: string;
}

const supplied = (module: string, what: string, reason: string): Hole => ({
  what,
  how: `supplied by engine/${module}`,
  reason,
});

/**
 * Everything that the engine (ministack 1.5.33) refuses, drops or does otherwise, as far as our stacks ask for it.
 *
 * The run fails on what is missing here, and on what is here and no hole any more.
 */
export const HOLES: readonly Hole[] = [
  supplied('adoption.py', 'ImportExistingResources: AWS::S3::Bucket', 'planned, then refused as a name conflict'),
  supplied('bucket_deletion.py', 'AWS::S3::Bucket: deletion of objects', 'deletes a bucket that is not empty'),
  ...['Tags', 'OwnershipControls', 'BucketEncryption', 'LifecycleConfiguration', 'ReplicationConfiguration'].map(
    (name) => supplied('bucket_properties.py', `AWS::S3::Bucket ${name}`, 'dropped, though the S3 API has it'),
  ),
  supplied('dashboards.py', 'CloudWatch: dates of dashboards', 'text for a number, which the SDK does not read'),
  supplied('default_key.py', 'S3: aws:kms without a key', 'refused; the bootstrap bucket is encrypted like that'),
  supplied('health_checks.py', 'AWS::Route53::HealthCheck', 'refused, though the Route 53 API has it'),
  supplied('health_checks.py', 'Route 53: booleans of health checks', 'True and False, which the SDK does not read'),
  supplied('javascript_lambdas.py', 'AWS::Lambda::Function: @aws-sdk of Node.js', "not there; the project's is used"),
  supplied('javascript_lambdas.py', 'S3: virtual hosts of names with dots', 'the engine has one host for all'),
  supplied('lambda_layers.py', 'AWS::Lambda::LayerVersion: files at /opt', 'unpacked elsewhere'),
  supplied(
    'lambda_output.py',
    'AWS::Lambda::Function: output of commands',
    'kills a function with more than 200 lines',
  ),
  supplied('origin_access.py', 'IAM: aws:PrincipalServiceName', 'not there; a bucket would refuse CloudFront'),
  supplied(
    'origin_access.py',
    'CloudFront: missing objects of a bucket that it may list',
    'forbidden; no error page would be asked for',
  ),
  supplied('origin_groups.py', 'CloudFront: origin groups', 'answered 502; only the first origin is asked'),
  supplied('patience.py', "Custom::*: an hour's wait", 'a function that dies should not hang the run'),
  supplied('stack_outputs.py', 'Fn::GetStackOutput: Region', 'ignored'),
  {
    what: 'AWS::ApiGatewayV2::Api IpAddressType',
    how: 'dropped',
    reason: 'the API has its own host over IPv4; that of its domain names is there',
  },
  {
    what: 'AWS::ApiGatewayV2::Stage DefaultRouteSettings',
    how: 'dropped',
    reason: "kept in CloudFormation's words, which are not the API's; nothing is throttled",
  },
  {
    what: 'AWS::CertificateManager::Certificate DomainValidationOptions',
    how: 'dropped',
    reason: 'issued at once; no validation record is written to the zone',
  },
  {
    what: 'AWS::Lambda::Function Code',
    how: 'not read back',
    reason: 'the API answers another address; that the functions run is seen by what they do',
  },
  {
    what: 'AWS::Lambda::LayerVersion Content',
    how: 'not read back',
    reason: 'the same; without its AWS CLI nothing would be published',
  },
  {
    what: 'Log group of CustomS3AutoDeleteObjects',
    how: 'left behind',
    reason: "by removalPolicy 'destroy', as on AWS: Lambda makes it, no stack has it",
  },
  { what: 'Custom::*', how: 'not read back', reason: 'no service has them; the objects are checked' },
  { what: 'AWS::CDK::Metadata', how: 'not read back', reason: 'no service has it; nothing comes of it' },
];

/** What the launcher has to report, no more and no less. */
export function suppliedByModule(): Mended {
  const modules = new Map<string, string[]>();
  for (const { what, how } of HOLES) {
    const module = /^supplied by engine\/(.+)$/.exec(how)?.[1];
    if (module !== undefined) {
      modules.set(module, [...(modules.get(module) ?? []), what]);
    }
  }
  return Object.fromEntries(modules);
}

/** What has to differ when resources of these types are read back, no more and no less. */
export function differing(types: readonly string[]): string[] {
  return HOLES.filter(({ how }) => how === 'dropped' || how === 'not read back')
    .map(({ what }) => what)
    .filter((what) => types.includes(what.replace(/ .*/, '')));
}

/** The log groups that have to outlive removalPolicy 'destroy', one of each stack with a bucket that is emptied. */
export function leftBehind(): unknown[] {
  const functions = HOLES.filter(({ how }) => how === 'left behind').map(({ what }) =>
    what.replace('Log group of ', ''),
  );
  return functions.flatMap((name) =>
    ['Secondary', 'Website'].map((role): unknown =>
      // a name is cut short in the middle of the function's
      expect.stringMatching(`^/aws/lambda/site-\\w+-test-${role}-${name.slice(0, 12)}`),
    ),
  );
}
