import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown } from '../assembly/value';
import type { Rule } from '../rule';
import { policiesOf, roleOfArn } from '../iam/roles';
import { replicationRulesOf } from '../site';
import { DEPLOYMENT, deploymentsInto, destinationOf, isForChecks, isPage, type Deployment } from './published';

const SYNC = 'https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html';

/** That deployments into one bucket keep out of each other's way. */
export const deploymentOrderRules: readonly Rule[] = [
  {
    id: 'pruning-keeps-what-others-deploy',
    severity: 'error',
    sentence: 'A deployment that removes stale objects leaves alone what other deployments write to the same bucket.',
    page: SYNC,
    types: [DEPLOYMENT],
    *check(resource, assembly) {
      const { own, others } = beside(resource, assembly);
      if (!own?.prunes || others.length === 0) {
        return;
      }
      const kept = own.keys ?? unknown(`the content of ${resource.path}`);
      for (const other of others) {
        const lost = [...(other.keys ?? [])].filter((key) => !kept.has(key) && !own.leavesAlone(key));
        if (lost.length > 0) {
          yield {
            at: resource.at('Prune'),
            wrong: `it removes ${lost[0]}${lost.length > 1 ? ` and ${lost.length - 1} more` : ''}, which ${other.resource.path} writes`,
            write: 'set Prune to false, or name those keys in Exclude',
          };
        }
      }
    },
  },
  {
    id: 'assets-come-before-pages',
    severity: 'error',
    sentence: 'Pages are deployed after the assets that they link to, and stale objects are removed after both.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    types: [DEPLOYMENT],
    *check(resource, assembly) {
      const { own, others } = beside(resource, assembly);
      const hasPages = [...(own?.keys ?? [])].some(isPage);
      for (const other of others) {
        const isBefore = !other.prunes && !isForChecks(other, assembly);
        const matters = own?.prunes === true || (hasPages && ![...(other.keys ?? [])].some(isPage));
        const isDone = others.some(
          (earlier) => !earlier.prunes && hasAll(earlier, other) && assembly.isCreatedAfter(resource, earlier.resource),
        );
        if (isBefore && matters && !isDone && !assembly.isCreatedAfter(resource, other.resource)) {
          yield {
            wrong: `${own?.prunes ? 'stale objects are removed' : 'pages are there'} before ${other.resource.path} is done`,
            write: `make it depend on ${other.resource.path}`,
          };
        }
      }
    },
  },
  {
    id: 'deployments-wait-for-replication',
    severity: 'error',
    sentence: 'Objects are written only when replication works: the rule is there, and its role has its permissions.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html',
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const bucket = destinationOf(deployment, assembly);
      const role = bucket && roleOfArn(bucket.at('ReplicationConfiguration.Role').text, assembly);
      if (!bucket || replicationRulesOf(bucket).length === 0 || !role) {
        return;
      }
      for (const policy of policiesOf(role, assembly)) {
        if (!assembly.isCreatedAfter(deployment, policy)) {
          yield {
            wrong: `objects may be written before ${policy.path} lets them be copied: those are never copied`,
            write: `make it depend on ${policy.logicalId}`,
          };
        }
      }
    },
  },
  {
    id: 'deployments-leave-objects',
    severity: 'warning',
    sentence: 'The end of a deployment does not empty a bucket that is kept.',
    page: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html',
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const retains = deployment.at('RetainOnDelete');
      const bucket = destinationOf(deployment, assembly);
      if (retains.flag === false && bucket && bucket.source.DeletionPolicy !== 'Delete') {
        yield {
          at: retains,
          wrong: `when it is removed or moved, so is everything in ${bucket.ref}`,
          write: 'remove RetainOnDelete',
        };
      }
    },
  },
];

/** Whether a deployment writes all that another one does. */
function hasAll(one: Deployment, other: Deployment): boolean {
  return one !== other && other.keys !== undefined && [...other.keys].every((key) => one.keys?.has(key));
}

function beside(resource: Resource, assembly: Assembly): { own?: Deployment; others: readonly Deployment[] } {
  const bucket = destinationOf(resource, assembly);
  const all = bucket ? deploymentsInto(bucket, assembly) : [];
  return {
    own: all.find((deployment) => deployment.resource === resource),
    others: all.filter((deployment) => deployment.resource !== resource),
  };
}
