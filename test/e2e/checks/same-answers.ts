import { GetDistributionConfigCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import type { Answer } from '../../../lib/operate/http-question';
import type { Scenario } from '../scenario';
import { onlyDistribution } from './delivery';
import { visit } from './visitor';

const PATHS = ['/', '/guide/', '/guide', '/guide/index.html', '/assets/style.css', '/missing', '/missing/page.html'];

/** Headers that both paths have to send alike. */
const HEADERS = ['content-type', 'cache-control', 'etag', 'location'];
const SECURITY = ['strict-transport-security', 'x-content-type-options', 'x-frame-options', 'referrer-policy'];

/** The distribution's own name and the secondary endpoint give the same answers. */
export async function expectSameAnswers(scenario: Scenario): Promise<void> {
  const { DomainName = '' } = await onlyDistribution(scenario.aws);
  for (const path of PATHS) {
    const primary = await visit(scenario, DomainName, path);
    const secondary = await visit(scenario, scenario.config.domainName, path);
    expect({ path, ...comparable(secondary) }).toEqual({ path, ...comparable(primary) });
  }
}

/** What is compared; the engine's CloudFront adds no headers to answers of a function. */
function comparable({ status, headers, body }: Answer) {
  const isRedirect = headers.location !== undefined;
  const names = isRedirect ? ['location'] : [...HEADERS, ...SECURITY];
  return { status, headers: names.map((name) => [name, headers[name]]), body: body.toString() };
}

/** Has the distribution ask its second origin alone for as long as something takes. */
export async function onTheReplica(scenario: Scenario, action: () => Promise<void>): Promise<void> {
  const client = scenario.aws.cloudFront;
  const { Id } = await onlyDistribution(scenario.aws);
  const pointTo = async (choose: (ids: string[]) => string | undefined) => {
    const { DistributionConfig: config, ETag } = await client.send(new GetDistributionConfigCommand({ Id }));
    const behavior = config?.DefaultCacheBehavior;
    const TargetOriginId = choose(config?.Origins?.Items?.map((origin) => String(origin.Id)) ?? []);
    if (!config || !behavior || TargetOriginId === undefined) {
      throw new Error('the distribution must have two origins');
    }
    const changed = { ...config, DefaultCacheBehavior: { ...behavior, TargetOriginId } };
    await client.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: changed }));
    return String(behavior.TargetOriginId);
  };
  const before = await pointTo(([, second]) => second);
  try {
    await action();
  } finally {
    await pointTo(() => before);
  }
}
