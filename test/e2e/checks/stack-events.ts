import { DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation';
import type { Clients } from '../clients';
import { siteStacks } from './account';

/** What CloudFormation did with each of the site's stacks since then, first things first. */
export async function eventsSince(aws: Clients, since: Date): Promise<StackEvent[][]> {
  const perStack = (await siteStacks(aws)).map(async ({ StackName, region }) => {
    const { StackEvents = [] } = await aws.cloudFormation(region).send(new DescribeStackEventsCommand({ StackName }));
    // the latest come first
    return StackEvents.reverse().filter(({ Timestamp }) => Timestamp !== undefined && Timestamp >= since);
  });
  return Promise.all(perStack);
}

/** What was done to buckets beside changing their settings. */
export function bucketsMadeOrLost(stacks: readonly StackEvent[][]): string[] {
  return stacks
    .flat()
    .filter(({ ResourceType }) => ResourceType === 'AWS::S3::Bucket')
    .map((event) => `${event.LogicalResourceId} ${event.ResourceStatus} ${event.ResourceStatusReason ?? ''}`)
    .filter((event) => / (CREATE|DELETE|IMPORT)_|physical resource/.test(event));
}

/** What was removed from a stack before its records had changed, though they may have followed it until then. */
export function removedTooEarly(stacks: readonly StackEvent[][]): string[] {
  return stacks.flatMap((events) => {
    const isRecord = ({ ResourceType }: StackEvent) => ResourceType === 'AWS::Route53::RecordSet';
    const last = events.findLastIndex(
      (event) => isRecord(event) && /^(CREATE|UPDATE)_/.test(String(event.ResourceStatus)),
    );
    return events
      .filter((event, index) => index < last && event.ResourceStatus === 'DELETE_IN_PROGRESS')
      .map(({ LogicalResourceId }) => String(LogicalResourceId));
  });
}
