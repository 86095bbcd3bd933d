import { checkNamed } from './check-named';
import { SITE } from './healthy-site';
import { examine, type Examined } from '../examine';

/** What a check finds on the example site, `<severity>: <what>` each. */
export async function found(id: string, examined: Examined = {}): Promise<string[]> {
  const findings = await examine(checkNamed(id), { site: SITE, ...examined });
  return findings.map(({ severity, what }) => `${severity}: ${what}`);
}

/** How it says that each is mended. */
export async function fixes(id: string, examined: Examined = {}): Promise<string[]> {
  const findings = await examine(checkNamed(id), { site: SITE, ...examined });
  return findings.map(({ fix }) => fix);
}
