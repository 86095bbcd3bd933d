import { Proxy, type Fate } from '../drill/proxy';
import type { Scenario } from '../scenario';
import { brokenTargets } from './targets';

/** What was seen of what the records point at: before each stack of a deployment, and after the last. */
export interface Seen {
  /** Stacks in the order in which they were deployed, without the names of the site. */
  readonly stacks: readonly string[];
  readonly problems: readonly string[];
}

/** Deploys the site, and has every stack wait until the work of those before it was looked at. */
export async function deployedWithLooks(scenario: Scenario): Promise<Seen> {
  const stacks: string[] = [];
  const problems: string[] = [];
  const look = async (moment: string) =>
    problems.push(...(await brokenTargets(scenario)).map((problem) => `${moment}: ${problem}`));
  const proxy = await Proxy.start(scenario.engine.endpoint, async ({ body }): Promise<Fate> => {
    const [, role] = /^(?=.*Action=ExecuteChangeSet\b).*site-[a-z0-9-]+-([A-Z][a-z]+)/.exec(body) ?? [];
    if (role !== undefined) {
      await look(`before ${role}`);
      stacks.push(role);
    }
    return 'answered';
  });
  try {
    await scenario.cdk.deploy(proxy.endpoint);
    await look('in the end');
  } finally {
    proxy.stop();
  }
  return { stacks, problems };
}
