import { all, remove, set, type Change } from '../mutable-app';
import type { Mutations } from './mutations';
import { access } from './s3/access';
import { keeping } from './s3/keeping';
import { names } from './s3/names';
import { PRIMARY, SECONDARY } from './s3/paths';
import { policies } from './s3/policies';
import { replication } from './s3/replication';
import { website } from './s3/website';

const PARTS = [names, access, policies, website, keeping, replication];
const DESTINATION = 'ReplicationConfiguration.Rules.0.Destination';
const deletionPolicy =
  (path: string, policy: string): Change =>
  (app) => {
    app.resource(path).DeletionPolicy = policy;
  };

export const s3Mutations: readonly Mutations[] = [
  {
    broken: Object.assign({}, ...PARTS.map((part) => part.broken)) as Mutations['broken'],
    harmless: Object.assign({}, ...PARTS.map((part) => part.harmless)) as Mutations['harmless'],
  },
  {
    settings: { replicationTimeControl: true },
    broken: {
      'replication-time-control-is-complete': {
        'no threshold': remove(PRIMARY, `${DESTINATION}.Metrics.EventThreshold`),
        'no time': remove(PRIMARY, `${DESTINATION}.ReplicationTime.Time`),
        'metrics are off': set(PRIMARY, `${DESTINATION}.Metrics.Status`, 'Disabled'),
        'five minutes': set(PRIMARY, `${DESTINATION}.ReplicationTime.Time.Minutes`, 5),
      },
    },
    harmless: {
      'no time control, and so no threshold': all(
        remove(PRIMARY, `${DESTINATION}.ReplicationTime`),
        remove(PRIMARY, `${DESTINATION}.Metrics.EventThreshold`),
      ),
    },
  },
  {
    settings: { removalPolicy: 'destroy' },
    broken: {
      'buckets-outlive-their-stack': {
        'nothing empties the secondary': (app) => {
          app.drop('Secondary/SecondaryBucket/Bucket/AutoDeleteObjectsCustomResource');
        },
        'the secondary is retained, but emptied': deletionPolicy(SECONDARY, 'Retain'),
        'the primary has no tag': remove(PRIMARY, 'Tags'),
      },
    },
    harmless: {
      'another tag': set(PRIMARY, 'Tags', [
        { Key: 'aws-cdk:auto-delete-objects', Value: 'true' },
        { Key: 'team', Value: 'web' },
      ]),
    },
  },
  {
    settings: { alternateNames: [], contentPath: false },
    broken: { 'fallbacks-have-the-content': { 'nothing is replicated': remove(PRIMARY, 'ReplicationConfiguration') } },
    harmless: { 'a tag': set(PRIMARY, 'Tags', [{ Key: 'team', Value: 'web' }]) },
  },
];
