import { DescribeCertificateCommand, ListTagsForCertificateCommand } from '@aws-sdk/client-acm';
import { DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand, GetRolePolicyCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import {
  GetHealthCheckCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-route-53';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import type { Readers } from './reader';

export const OTHER_READERS: Readers = {
  'AWS::CertificateManager::Certificate': async ({ id: CertificateArn, region, aws }) => {
    const acm = aws.acm(region);
    const { Certificate = {} } = await acm.send(new DescribeCertificateCommand({ CertificateArn }));
    const { Tags } = await acm.send(new ListTagsForCertificateCommand({ CertificateArn }));
    const { DomainName, SubjectAlternativeNames = [], DomainValidationOptions = [] } = Certificate;
    return {
      DomainName,
      // ACM repeats the domain name among them
      SubjectAlternativeNames: SubjectAlternativeNames.filter((name) => name !== DomainName),
      DomainValidationOptions,
      ValidationMethod: DomainValidationOptions[0]?.ValidationMethod,
      // CloudFormation adds some of its own
      Tags: Tags?.filter(({ Key }) => !Key?.startsWith('aws:')),
    };
  },
  'AWS::CloudWatch::Alarm': async ({ id, region, aws }) => {
    const { MetricAlarms = [] } = await aws.cloudWatch(region).send(new DescribeAlarmsCommand({ AlarmNames: [id] }));
    return { ...MetricAlarms[0] };
  },
  'AWS::CloudWatch::Dashboard': async ({ id, region, aws }) => ({
    ...(await aws.cloudWatch(region).send(new GetDashboardCommand({ DashboardName: id }))),
  }),
  'AWS::IAM::Policy': async ({ asked, aws }) => {
    const [RoleName = ''] = asked.Roles as string[];
    const PolicyName = asked.PolicyName as string;
    const policy = await aws.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return { PolicyName: policy.PolicyName, Roles: [policy.RoleName], PolicyDocument: document(policy.PolicyDocument) };
  },
  'AWS::IAM::Role': async ({ id: RoleName, aws }) => {
    const { Role } = await aws.iam.send(new GetRoleCommand({ RoleName }));
    const { AttachedPolicies = [] } = await aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    return {
      ...Role,
      AssumeRolePolicyDocument: document(Role?.AssumeRolePolicyDocument),
      ManagedPolicyArns: AttachedPolicies.map(({ PolicyArn }) => PolicyArn),
    };
  },
  'AWS::Lambda::Function': async ({ id, region, aws }) => {
    const answer = await aws.lambda(region, `/2015-03-31/functions/${id}/configuration`);
    const { Layers = [], ...configuration } = answer as { Layers?: { Arn: string }[] };
    return { ...configuration, Layers: Layers.map(({ Arn }) => Arn) };
  },
  'AWS::Lambda::LayerVersion': async ({ id, region, aws }) => {
    const [, name, version] = /:layer:([^:]+):(\d+)$/.exec(id) ?? [];
    return (await aws.lambda(region, `/2018-10-31/layers/${name}/versions/${version}`)) as Record<string, unknown>;
  },
  'AWS::Logs::LogGroup': async ({ id, region, aws }) => {
    const { logGroups = [] } = await aws
      .logs(region)
      .send(new DescribeLogGroupsCommand({ logGroupNamePrefix: id, limit: 1 }));
    return { RetentionInDays: logGroups[0]?.retentionInDays };
  },
  'AWS::Route53::HealthCheck': async ({ id, aws }) => {
    const { HealthCheck } = await aws.route53.send(new GetHealthCheckCommand({ HealthCheckId: id }));
    const { ResourceTagSet } = await aws.route53.send(
      new ListTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId: id }),
    );
    return { HealthCheckConfig: HealthCheck?.HealthCheckConfig, HealthCheckTags: ResourceTagSet?.Tags };
  },
  'AWS::Route53::RecordSet': async ({ asked, aws }) => {
    const { HostedZoneId } = asked as { HostedZoneId: string };
    const { ResourceRecordSets = [] } = await aws.route53.send(new ListResourceRecordSetsCommand({ HostedZoneId }));
    const records = ResourceRecordSets.map((record) => ({ ...record, HostedZoneId, Name: undotted(record.Name) }));
    const found = records.find(
      ({ Name, Type, SetIdentifier }) =>
        Name === asked.Name && Type === asked.Type && SetIdentifier === asked.SetIdentifier,
    );
    const target = found?.AliasTarget;
    return { ...found, AliasTarget: target && { ...target, DNSName: undotted(target.DNSName) } };
  },
  'AWS::SNS::Subscription': async ({ id, asked, region, aws }) => {
    const { TopicArn } = asked as { TopicArn: string };
    const { Subscriptions = [] } = await aws.sns(region).send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return { ...Subscriptions.find(({ SubscriptionArn }) => SubscriptionArn === id) };
  },
  'AWS::SNS::Topic': async ({ id, region, aws }) => ({
    ...(await aws.sns(region).send(new GetTopicAttributesCommand({ TopicArn: id }))).Attributes,
  }),
  'AWS::SNS::TopicPolicy': async ({ asked, region, aws }) => {
    const [TopicArn] = asked.Topics as string[];
    const { Attributes } = await aws.sns(region).send(new GetTopicAttributesCommand({ TopicArn }));
    return { Topics: [Attributes?.TopicArn], PolicyDocument: JSON.parse(String(Attributes?.Policy)) as unknown };
  },
};

/** IAM's API encodes its documents like a URL. */
function document(encoded = 'null'): unknown {
  return JSON.parse(decodeURIComponent(encoded));
}

/** Route 53's API ends names with a dot. */
function undotted(name = ''): string {
  return name.replace(/\.$/, '');
}
