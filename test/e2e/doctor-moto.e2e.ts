import {
  ChangeResourceRecordSetsCommand,
  CreateHealthCheckCommand,
  CreateHostedZoneCommand,
  UpdateHealthCheckCommand,
} from '@aws-sdk/client-route-53';
import { websiteEndpoint } from '../../lib/config/regions';
import type { Aws } from '../../lib/operate/aws';
import type { Finding } from '../../lib/operate/doctor/check';
import { DEPLOYED_CHECKS } from '../../lib/operate/doctor/deployed/checks';
import { examinationOf } from '../../lib/operate/doctor/examination';
import { removeIntent, writeIntent } from '../../lib/operate/drill/intent';
import { network } from '../../lib/operate/network';
import { resolveSites, type Site } from '../../lib/site-config';
import { engineAws } from './checks/doctor';
import { ACCOUNT } from './clients';
import { Moto } from './moto';

let moto: Moto;
let aws: Aws;
let site: Site;
let healthCheckId: string;

beforeAll(async () => {
  moto = await Moto.start('doctor-moto');
  aws = engineAws(moto.endpoint);
  const { HostedZone } = await aws.route53.send(
    new CreateHostedZoneCommand({ Name: 'example.test', CallerReference: '1' }),
  );
  const hostedZoneId = String(HostedZone?.Id).replace('/hostedzone/', '');
  const [resolved] = resolveSites([{ domainName: 'example.test', hostedZoneId: 'Z1', account: ACCOUNT }]);
  if (!resolved) {
    throw new Error('no site');
  }
  // moto's ids are none that Route 53 gives
  site = { ...resolved, hostedZoneId };
  const { HealthCheck } = await aws.route53.send(
    new CreateHealthCheckCommand({
      CallerReference: '1',
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: `${site.primaryBucketName}.s3.us-east-2.amazonaws.com`,
        ResourcePath: '/health.txt',
        RequestInterval: 10,
        FailureThreshold: 3,
      },
    }),
  );
  healthCheckId = String(HealthCheck?.Id);
  const record = (Failover: 'PRIMARY' | 'SECONDARY', DNSName: string, HostedZoneId: string) => ({
    Action: 'CREATE' as const,
    ResourceRecordSet: {
      Name: 'example.test',
      Type: 'A' as const,
      SetIdentifier: Failover,
      Failover,
      AliasTarget: { DNSName, HostedZoneId, EvaluateTargetHealth: false },
      ...(Failover === 'PRIMARY' ? { HealthCheckId: healthCheckId } : {}),
    },
  });
  const { host, hostedZoneId: websites } = websiteEndpoint('us-west-2');
  const Changes = [record('PRIMARY', 'd1.cloudfront.net', 'Z2FDTNDATAQYW2'), record('SECONDARY', host, websites)];
  await aws.route53.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: hostedZoneId, ChangeBatch: { Changes } }));
});

afterAll(async () => {
  await moto?.stop();
});

async function findings(id: string): Promise<readonly Finding[]> {
  const examination = examinationOf({
    site,
    aws,
    network: network({ placeOf: () => ({ host: '127.0.0.1', port: 9 }) }),
    signal: new AbortController().signal,
    now: () => new Date(),
  });
  const check = DEPLOYED_CHECKS.find((one) => one.id === id);
  return check ? check.examine(examination) : [];
}

test.each(['no-unfinished-drill', 'health-check-in-force', 'checkers-get-through'])('%s finds nothing', async (id) => {
  expect(DEPLOYED_CHECKS.map((check) => check.id)).toContain(id);
  expect(await findings(id)).toEqual([]);
});

test('the tag that a drill writes is found, and not its inversion', async () => {
  await writeIntent(aws, healthCheckId, { id: '1', inverted: false, version: 1, since: new Date(0), by: 'ops@laptop' });
  await aws.route53.send(new UpdateHealthCheckCommand({ HealthCheckId: healthCheckId, Inverted: true }));
  expect(await findings('no-unfinished-drill')).toMatchObject([{ severity: 'error' }]);
  expect(await findings('health-check-in-force')).toEqual([]);
  await removeIntent(aws, healthCheckId);
  expect(await findings('no-unfinished-drill')).toEqual([]);
  expect(await findings('health-check-in-force')).toMatchObject([{ severity: 'error' }]);
});
