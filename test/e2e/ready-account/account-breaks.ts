import { DeletePublicAccessBlockCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { SECONDARY } from '../clients';
import type { Break } from './break';
import { bootstrap, MOTO_ACCOUNT } from './ready-account';

export const ACCOUNT_BREAKS: readonly Break[] = [
  {
    name: 'credentials of another account',
    check: 'account',
    what: /^the credentials are of account 123456789012 \(arn:aws:\S+\), and the site is configured for 999999999999$/,
    breaks: () => Promise.resolve({ account: '999999999999' }),
  },
  {
    name: 'a bootstrap that is too old',
    check: 'regions-bootstrapped',
    what: /^us-west-2 is bootstrapped at version 5, and the stacks demand 6$/,
    breaks: async ({ aws }) => {
      await bootstrap(aws, SECONDARY, '5');
      return () => bootstrap(aws, SECONDARY, '33');
    },
  },
  {
    name: 'an account that blocks public buckets',
    check: 'public-access',
    what: /^the account blocks public buckets: BlockPublicPolicy and RestrictPublicBuckets are on$/,
    breaks: async ({ aws }) => {
      const PublicAccessBlockConfiguration = {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      };
      const client = aws.s3Control(SECONDARY);
      const AccountId = MOTO_ACCOUNT;
      await client.send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration }));
      return () => client.send(new DeletePublicAccessBlockCommand({ AccountId }));
    },
  },
];
