/**
 * Properties that the double of S3 models, or that do not change what visitors get; elements of lists count as what
 * they are elements of.
 */
export const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = {
  'AWS::S3::Bucket': [
    'AnalyticsConfigurations',
    // keys of KMS are refused
    'BucketEncryption',
    'BucketName',
    'InventoryConfigurations',
    // takes days
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'MetricsConfigurations',
    'NotificationConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'ReplicationConfiguration.Role',
    'ReplicationConfiguration.Rules.DeleteMarkerReplication',
    'ReplicationConfiguration.Rules.Destination.Bucket',
    'ReplicationConfiguration.Rules.Destination.Metrics',
    'ReplicationConfiguration.Rules.Destination.ReplicationTime',
    'ReplicationConfiguration.Rules.Filter.Prefix',
    'ReplicationConfiguration.Rules.Id',
    'ReplicationConfiguration.Rules.Prefix',
    'ReplicationConfiguration.Rules.Priority',
    'ReplicationConfiguration.Rules.Status',
    'Tags',
    'VersioningConfiguration',
    'WebsiteConfiguration.ErrorDocument',
    'WebsiteConfiguration.IndexDocument',
    'WebsiteConfiguration.RedirectAllRequestsTo',
  ],
  // conditions that nobody can judge are refused when somebody asks
  'AWS::S3::BucketPolicy': ['Bucket', 'PolicyDocument'],
  'Custom::CDKBucketDeployment': [
    'DestinationBucketKeyPrefix',
    'DestinationBucketName',
    'DistributionId',
    'DistributionPaths',
    'Exclude',
    'Include',
    'OutputObjectKeys',
    'Prune',
    'RetainOnDelete',
    'ServiceToken',
    'SourceBucketNames',
    'SourceObjectKeys',
    'SystemMetadata.cache-control',
    'SystemMetadata.content-disposition',
    'SystemMetadata.content-encoding',
    'SystemMetadata.content-language',
    'SystemMetadata.content-type',
    'SystemMetadata.expires',
    'WaitForDistributionInvalidation',
  ],
  // empties a bucket that is deleted
  'Custom::S3AutoDeleteObjects': ['BucketName', 'ServiceToken'],
};
