import { ChangeResourceRecordSetsCommand, type ChangeAction, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { bucketsOf, inventory, siteStacks } from './checks/account';
import { expectReplication } from './checks/buckets';
import { onlyDistribution } from './checks/delivery';
import { expectFailoverRecords, healthCheckIds, recordsOf } from './checks/dns';
import { expectPublished, textOf, type SiteBuckets } from './checks/objects';
import { PRIMARY, SECONDARY, type Clients } from './clients';
import { writePagesOnly } from './content';
import { leftBehind } from './holes';
import { expectOnlyKnownHoles } from './read-back/expect-only-known-holes';
import { outputsOf } from './read-back/stacks';
import { Scenario } from './scenario';

let scenario: Scenario;
let aws: Clients;
let buckets: SiteBuckets;
let firstCertificateArn: string | undefined;

beforeAll(async () => {
  scenario = await Scenario.start('destroyed-site', 'second.test', writePagesOnly);
  aws = scenario.aws;
});

afterAll(async () => {
  await scenario?.stop();
});

test('a record in the way makes the first deployment fail half-way', async () => {
  await changeRecordInTheWay('CREATE');
  expect(await scenario.cdk.deployInVain()).toContain('already exists');
  expect(await recordsOf(aws, scenario.hostedZoneId)).toHaveLength(1);
  const website = (await siteStacks(aws)).find(({ StackName }) => StackName === 'site-second-test-Website');
  expect(website?.StackStatus).toBe('ROLLBACK_COMPLETE');
});

test('without it, the same command completes the site', async () => {
  await changeRecordInTheWay('DELETE');
  await scenario.cdk.deploy();
  const { PrimaryBucketName = '' } = await outputsOf(aws, PRIMARY, 'site-second-test-Website');
  buckets = { primary: PrimaryBucketName, secondary: 'second.test' };
  firstCertificateArn = (await onlyDistribution(aws)).ViewerCertificate?.ACMCertificateArn;
  await expectPublished(aws, buckets, scenario.content);
  await expectRecordsOf('second.test', 'www.second.test');
  await expectReplication(aws, buckets);
  await aws.s3(PRIMARY).send(new PutObjectCommand({ Bucket: buckets.primary, Key: 'new.html', Body: 'new' }));
  expect(await textOf(aws, SECONDARY, buckets.secondary, 'new.html')).toBe('new');
});

test('a retired name loses its records and keeps its bucket', async () => {
  scenario.change({ removalPolicy: 'destroy', alternateNames: [], retiredNames: ['www.second.test'] });
  await scenario.cdk.deploy();
  await expectRecordsOf('second.test');
  expect(await bucketsOf(aws)).toEqual([buckets.primary, 'second.test', 'www.second.test'].sort());
  await expectOnlyKnownHoles(scenario.cdk.assembly, aws);
});

test('a name that is retired no more loses its bucket', async () => {
  scenario.change({ removalPolicy: 'destroy', alternateNames: [], retiredNames: [] });
  await scenario.cdk.deploy();
  expect(await bucketsOf(aws)).toEqual([buckets.primary, 'second.test'].sort());
});

test("removalPolicy 'destroy' leaves nothing but the certificate of before the name was dropped", async () => {
  expect(await scenario.cdk.destroy()).toMatchObject({ code: 0 });
  const { logGroups = [], ...others } = await inventory(aws, scenario.hostedZoneId);
  // it was in use while it was replaced
  expect(others).toEqual({ certificates: [expect.objectContaining({ CertificateArn: firstCertificateArn })] });
  expect(logGroups).toEqual(leftBehind());
});

async function expectRecordsOf(...names: string[]): Promise<void> {
  const [healthCheckId = ''] = await healthCheckIds(aws);
  await expectFailoverRecords(aws, {
    hostedZoneId: scenario.hostedZoneId,
    names,
    distributionDomainName: (await onlyDistribution(aws)).DomainName,
    healthCheckId,
  });
}

/** A record with the name, type and set identifier of the site's PRIMARY, which comes after buckets and content. */
async function changeRecordInTheWay(Action: ChangeAction): Promise<void> {
  const record: ResourceRecordSet = {
    Name: 'second.test',
    Type: 'A',
    SetIdentifier: 'primary',
    Weight: 1,
    TTL: 60,
    ResourceRecords: [{ Value: '192.0.2.1' }],
  };
  const ChangeBatch = { Changes: [{ Action, ResourceRecordSet: record }] };
  await aws.route53.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: scenario.hostedZoneId, ChangeBatch }));
}
