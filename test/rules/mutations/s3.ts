import { remove, set } from '../mutable-app';
import type { Mutations } from './mutations';

const PRIMARY = 'Website/PrimaryBucket/Bucket';
const SECONDARY = 'Secondary/SecondaryBucket/Bucket';

export const s3Mutations: readonly Mutations[] = [
  {
    broken: {
      'replicated-buckets-keep-versions': {
        'the primary keeps no versions': remove(PRIMARY, 'VersioningConfiguration'),
        'the secondary keeps no versions': remove(SECONDARY, 'VersioningConfiguration'),
        'versions of the secondary are suspended': set(SECONDARY, 'VersioningConfiguration.Status', 'Suspended'),
      },
    },
    harmless: {
      'a bucket gets a tag': set(PRIMARY, 'Tags', [{ Key: 'team', Value: 'web' }]),
    },
  },
];
