/** Properties that the double of Lambda models, or that change nothing of what visitors get. */
export const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': [
    'Architectures',
    'Code.S3Bucket',
    'Code.S3Key',
    'Description',
    'Environment.Variables',
    'FunctionName',
    'Handler',
    'LoggingConfig',
    'MemorySize',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
    'TracingConfig',
  ],
  'AWS::Lambda::Permission': ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
};
