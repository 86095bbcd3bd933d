import type { ResourceDifference } from '@aws-cdk/cloudformation-diff';

/**
 * Types of which a new resource is not what the old one was: it holds data, or others know it by a name that AWS gave it.
 *
 * Types that this app lacks are those that are most often beside a website.
 */
const STATEFUL = new Set([
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::Distribution',
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Volume',
  'AWS::ECR::Repository',
  'AWS::EFS::FileSystem',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Route53::HostedZone',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
]);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
const KEEPING = new Set<unknown>(['Retain', 'RetainExceptOnCreate', 'Snapshot']);

/** Whether losing the resource loses more than a deployment makes again: by its type, or as its template says so. */
export function isStateful({ oldValue }: ResourceDifference): boolean {
  return STATEFUL.has(oldValue?.Type ?? '') || KEEPING.has(oldValue?.DeletionPolicy);
}

/** Whether AWS keeps what is removed. */
export function isKeptWhenRemoved({ oldValue }: ResourceDifference): boolean {
  return KEEPING.has(oldValue?.DeletionPolicy);
}

/** Whether AWS keeps what is replaced: as long as no template says otherwise, the new one included. */
export function isKeptWhenReplaced({ oldValue, newValue }: ResourceDifference): boolean {
  return [oldValue, newValue].every((value) => KEEPING.has(value?.UpdateReplacePolicy));
}
