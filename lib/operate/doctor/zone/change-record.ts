import type { ResourceRecordSet } from '@aws-sdk/client-route-53';

/**
 * The command that deletes or writes exactly this record set.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/route53/change-resource-record-sets.html
 */
export function changeRecord(hostedZoneId: string, action: 'DELETE' | 'UPSERT', record: ResourceRecordSet): string {
  const batch = JSON.stringify({ Changes: [{ Action: action, ResourceRecordSet: record }] });
  return (
    `aws route53 change-resource-record-sets --hosted-zone-id ${hostedZoneId} ` +
    `--change-batch '${batch.replaceAll("'", String.raw`'\''`)}'`
  );
}
