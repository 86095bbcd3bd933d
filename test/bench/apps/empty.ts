import { App, Stack } from 'aws-cdk-lib';

// the CLI's own metadata resource makes even this template valid
new Stack(new App(), 'Empty', { env: { account: '123456789012', region: 'us-east-1' } });
