import { DisableAlarmActionsCommand, EnableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import { GetDistributionConfigCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import { UpdateHealthCheckCommand } from '@aws-sdk/client-route-53';
import * as s3 from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { Aws } from '../../../lib/operate/aws';
import { DEPLOYED_CHECKS } from '../../../lib/operate/doctor/deployed/checks';
import { examinationOf } from '../../../lib/operate/doctor/examination';
import { network } from '../../../lib/operate/network';
import { readAssembly } from '../../../lib/rules/assembly/read-assembly';
import { resolveSites } from '../../../lib/site-config';
import { ACCOUNT, GLOBAL, PRIMARY, SECONDARY } from '../clients';
import type { Scenario } from '../scenario';
import { alarmsIn } from './monitoring';
import { healthCheckIds } from './dns';
import { onlyDistribution } from './delivery';

/** What the engine has not, so that these checks are not run on it. */
export const NOT_ASKED: Readonly<Record<string, string>> = {
  'checkers-get-through': 'the engine has no GetHealthCheckStatus; doctor-moto.e2e.ts asks another',
  'dns-answers': 'nobody answers DNS',
  'answers-alike': 'nobody answers as CloudFront or as a website',
  'alternate-names-redirect': 'the same',
  'certificate-served': 'the same',
};

/** What the doctor finds on the site as it is deployed on the engine: `<check>: <what>`. */
export async function doctorFinds(scenario: Scenario, assembly = scenario.cdk.assembly): Promise<string[]> {
  const [site] = resolveSites([scenario.config]);
  if (!site) {
    throw new Error('no site');
  }
  const examination = examinationOf({
    site,
    aws: engineAws(scenario.engine.endpoint),
    // no check that asks it is run
    network: network({ placeOf: () => ({ host: '127.0.0.1', port: 9 }) }),
    signal: new AbortController().signal,
    now: () => new Date(),
    synthesized: () => Promise.resolve(readAssembly(assembly)),
  });
  const asked = DEPLOYED_CHECKS.filter(({ id, needless }) => !(id in NOT_ASKED) && needless?.(site) === undefined);
  const found = asked.map(async ({ id, examine }) => (await examine(examination)).map(({ what }) => `${id}: ${what}`));
  return (await Promise.all(found)).flat();
}

/** The operator's own clients, which an engine is found by in the environment. */
export function engineAws(endpoint: string): Aws {
  const environment = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: 'any' };
  Object.assign(process.env, environment);
  return new Aws();
}

interface Break {
  readonly name: string;
  /** What the doctor then says. */
  readonly finding: RegExp;
  readonly breaks: (scenario: Scenario) => Promise<() => Promise<unknown>>;
}

/** Something changed by hand in every service; each answers how it is put back. */
export const BREAKS: readonly Break[] = [
  {
    name: 'an inverted health check',
    finding: /^health-check-in-force: the health check \S+ is inverted, and no drill did it/,
    breaks: async ({ aws }) => {
      const [HealthCheckId] = await healthCheckIds(aws);
      const invert = (Inverted: boolean) => aws.route53.send(new UpdateHealthCheckCommand({ HealthCheckId, Inverted }));
      await invert(true);
      return () => invert(false);
    },
  },
  {
    name: 'a deleted replication rule',
    finding: /^replication-in-force: the bucket \S+ has no replication rule to example\.test$/,
    breaks: async (scenario) => {
      const client = scenario.aws.s3(PRIMARY);
      const { Buckets = [] } = await client.send(new s3.ListBucketsCommand());
      const Bucket = Buckets.find(({ Name }) => Name?.startsWith('example-test-'))?.Name;
      const { ReplicationConfiguration } = await client.send(new s3.GetBucketReplicationCommand({ Bucket }));
      await client.send(new s3.DeleteBucketReplicationCommand({ Bucket }));
      return () => client.send(new s3.PutBucketReplicationCommand({ Bucket, ReplicationConfiguration }));
    },
  },
  {
    name: 'a secondary bucket without its policy',
    finding: /^secondary-access: the policy of example\.test does not let everybody read its objects$/,
    breaks: async ({ aws }) => {
      const client = aws.s3(SECONDARY);
      const { Policy } = await client.send(new s3.GetBucketPolicyCommand({ Bucket: 'example.test' }));
      await client.send(new s3.DeleteBucketPolicyCommand({ Bucket: 'example.test' }));
      return () => client.send(new s3.PutBucketPolicyCommand({ Bucket: 'example.test', Policy }));
    },
  },
  {
    name: 'a distribution that speaks IPv6',
    finding: /^distribution-in-force: the distribution \S+ speaks IPv6$/,
    breaks: async ({ aws }) => {
      const { Id } = await onlyDistribution(aws);
      const speak = async (IsIPV6Enabled: boolean) => {
        const { DistributionConfig, ETag } = await aws.cloudFront.send(new GetDistributionConfigCommand({ Id }));
        if (!DistributionConfig) {
          throw new Error('the distribution has no configuration');
        }
        const changed = { ...DistributionConfig, IsIPV6Enabled };
        await aws.cloudFront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: changed }));
      };
      await speak(true);
      return () => speak(false);
    },
  },
  {
    name: 'an alarm that tells nobody',
    finding: /^alarms-quiet: the actions of the alarm \S+ are switched off$/,
    breaks: async ({ aws }) => {
      const AlarmNames = (await alarmsIn(aws, PRIMARY)).map(({ AlarmName }) => String(AlarmName));
      await aws.cloudWatch(PRIMARY).send(new DisableAlarmActionsCommand({ AlarmNames }));
      return () => aws.cloudWatch(PRIMARY).send(new EnableAlarmActionsCommand({ AlarmNames }));
    },
  },
  {
    name: 'an address that unsubscribed',
    finding: /^alarms-reach-somebody: \S+ is not subscribed to arn:aws:sns:us-east-1:/,
    breaks: async ({ aws }) => {
      const [alarm] = await alarmsIn(aws, GLOBAL);
      const [TopicArn] = alarm?.AlarmActions ?? [];
      const client = aws.sns(GLOBAL);
      const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      for (const { SubscriptionArn } of Subscriptions) {
        await client.send(new UnsubscribeCommand({ SubscriptionArn }));
      }
      return async () => {
        for (const { Protocol, Endpoint } of Subscriptions) {
          await client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
        }
      };
    },
  },
];
