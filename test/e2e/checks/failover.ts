import { onlyDistribution } from './delivery';
import { expectFailoverRecords, expectHealthCheck, healthCheckIds } from './dns';
import { expectMonitoring } from './monitoring';
import type { SiteBuckets } from './objects';
import type { Scenario } from '../scenario';

export interface ExpectedFailover {
  readonly buckets: SiteBuckets;
  readonly names: string[];
  readonly intervalSeconds: number;
  readonly email: string;
  readonly dashboard: string;
}

/** One health check of one primary, and everything that has to follow it. */
export async function expectFailover({ aws, hostedZoneId }: Scenario, expected: ExpectedFailover): Promise<void> {
  const { buckets, names, intervalSeconds } = expected;
  const distribution = await onlyDistribution(aws);
  const [healthCheckId = '', ...others] = await healthCheckIds(aws);
  expect(others).toEqual([]);
  await expectHealthCheck(aws, healthCheckId, { bucket: buckets.primary, intervalSeconds });
  const distributionDomainName = distribution.DomainName;
  await expectFailoverRecords(aws, { hostedZoneId, names, distributionDomainName, healthCheckId });
  await expectMonitoring(aws, { ...expected, ...buckets, distributionId: String(distribution.Id), healthCheckId });
}
