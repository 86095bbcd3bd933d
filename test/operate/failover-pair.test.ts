import { ListResourceRecordSetsCommand, Route53Client, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { mockClient } from 'aws-sdk-client-mock';
import { Aws } from '../../lib/operate/aws';
import { readFailoverPair, recordsOf } from '../../lib/operate/failover-pair';
import { exampleSite } from '../helpers';

const route53 = mockClient(Route53Client);

beforeEach(() => route53.reset());

const alias = (Failover: 'PRIMARY' | 'SECONDARY', DNSName: string, more: object = {}): ResourceRecordSet => ({
  Name: 'example.com.',
  Type: 'A',
  Failover,
  SetIdentifier: Failover,
  AliasTarget: { DNSName, HostedZoneId: 'Z1', EvaluateTargetHealth: false },
  ...more,
});
const PRIMARY = alias('PRIMARY', 'd111.cloudfront.net.', { HealthCheckId: 'check-1' });
const SECONDARY = alias('SECONDARY', 's3-website-us-west-2.amazonaws.com.');
const OF_OTHERS: ResourceRecordSet = { Name: 'www.example.com.', Type: 'A' };

function zone(...ResourceRecordSets: ResourceRecordSet[]) {
  route53.on(ListResourceRecordSetsCommand).resolves({ ResourceRecordSets });
}

test('the pair in force is what Route 53 has, names without their last dot', async () => {
  zone(PRIMARY, SECONDARY, OF_OTHERS);
  expect(await readFailoverPair(new Aws(), exampleSite())).toEqual({
    name: 'example.com',
    primary: 'd111.cloudfront.net',
    secondary: 's3-website-us-west-2.amazonaws.com',
    healthCheckId: 'check-1',
  });
  expect(route53.commandCalls(ListResourceRecordSetsCommand)[0]?.args[0].input).toEqual({
    HostedZoneId: 'Z0123456789EXAMPLE',
    StartRecordName: 'example.com',
  });
});

test.each<[string, ResourceRecordSet[], string]>([
  ['no record', [OF_OTHERS], 'no record'],
  ['a simple record', [{ Name: 'example.com.', Type: 'A' }], 'A'],
  ['no secondary', [PRIMARY], 'PRIMARY A'],
  ['a primary without a health check', [alias('PRIMARY', 'd111.cloudfront.net.'), SECONDARY], 'PRIMARY A, SECONDARY A'],
])('fails when there is %s', async (_, records, got) => {
  zone(...records);
  await expect(readFailoverPair(new Aws(), exampleSite())).rejects.toThrow(
    'example.com must have a PRIMARY alias record with a health check and a SECONDARY in the zone Z0123456789EXAMPLE, ' +
      `got: ${got}; deploy the site first (npm run deploy)`,
  );
});

test('records of other names are not those of a name, a wildcard is one of its own', async () => {
  zone({ Name: String.raw`\052.example.com.`, Type: 'A' }, OF_OTHERS);
  expect(await recordsOf(new Aws(), 'Z1', '*.example.com')).toHaveLength(1);
  expect(await recordsOf(new Aws(), 'Z1', 'example.com')).toEqual([]);
});
