import { Assembly } from '../../../lib/rules/assembly/assembly';
import type { AssemblySource } from '../../../lib/rules/assembly/assembly-source';
import { Clock } from '../../../lib/rehearsal/clock';
import { DeployedSite } from '../../../lib/rehearsal/deployed-site';
import { LosableSite } from '../../../lib/rehearsal/losable-site';
import { siteOf, type RehearsedSite } from '../../../lib/rehearsal/site';
import type { VisitorKind } from '../../../lib/timeline/visitor-kinds';
import { Crowd, type Addresses } from './crowd';
import { RunningApp } from './running-app';

/** How a site fares after one stack was deployed. */
export interface Step {
  /** The state that is deployed, and the stack: `https: Website`; `at first` for the first, whole. */
  readonly name: string;
  /** Names of buckets, by stack and logical id. */
  readonly buckets: Readonly<Record<string, unknown>>;
  /** How many are in each bucket. */
  readonly objects: Readonly<Record<string, number>>;
  /** What can be lost so that visitors are served all the same. */
  readonly promised: readonly string[];
  /** Who was promised an answer and got none, and when. */
  readonly unserved: readonly string[];
}

interface State {
  readonly name: string;
  readonly source: AssemblySource;
}

/** Answers of DNS that a resolver may still have, and whom they are good for. */
interface Remembered {
  readonly primary: Addresses;
  readonly secondary: Addresses;
  readonly schemes: readonly VisitorKind['scheme'][];
}

const BOTH = ['http', 'https'] as const;

/** Deploys one state after the other, stack by stack, and lets visitors come after each. */
export async function journey([first, ...others]: readonly State[]): Promise<Step[]> {
  const clock = new Clock(1000);
  const crowd = new Crowd('example.com', clock);
  const app = new RunningApp();
  const steps: Step[] = [];
  let remembered: Remembered | undefined;
  const look = async (name: string) => {
    const found = await observe(app.source, crowd, clock, remembered);
    remembered = found.remembered;
    steps.push({ name, ...found });
  };
  ['Secondary', 'Certificate', 'Website'].forEach((role) => first && app.deploy(first.source, role));
  await look('at first');
  for (const { name, source } of others) {
    for (const role of ['Secondary', 'Website']) {
      app.deploy(source, role);
      await look(`${name}: ${role}`);
    }
  }
  return steps;
}

async function observe(source: AssemblySource, crowd: Crowd, clock: Clock, before: Remembered | undefined) {
  const assembly = new Assembly(source);
  const site = siteOf(assembly);
  const deployed = new DeployedSite(assembly, site.distribution, site.secondaryRegion, clock);
  const losses = new LosableSite(source, deployed, site);
  const unserved: string[] = [];
  const note = (when: string, who: readonly string[]) => unserved.push(...who.map((one) => `${when}: ${one}`));
  await deployed.start();
  try {
    await deployed.checks.settle();
    const primary = answersOf(site, deployed);
    note('nothing lost', await crowd.visit(deployed, primary, BOTH, 'PRIMARY'));
    if (before) {
      note('at the primary of before', await crowd.visit(deployed, before.primary, BOTH, 'PRIMARY'));
      note('at the secondary of before', await crowd.visit(deployed, before.secondary, before.schemes, 'SECONDARY'));
    }
    const schemes = [site.secondarySpeaksHttps ? 'https' : 'http'] as const;
    let secondary = primary;
    const promised = lossesOf(site, losses);
    for (const { name, by, lose, restore } of promised) {
      await lose();
      await deployed.checks.settle();
      const answers = answersOf(site, deployed);
      secondary = by === 'SECONDARY' ? answers : secondary;
      note(name, await crowd.visit(deployed, answers, by === 'PRIMARY' ? BOTH : schemes, by));
      await restore();
      await deployed.checks.settle();
    }
    note('all is back', await crowd.visit(deployed, answersOf(site, deployed), BOTH, 'PRIMARY'));
    deployed.assertWhole();
    return {
      unserved,
      promised: promised.map(({ name }) => name),
      buckets: bucketsOf(assembly),
      objects: Object.fromEntries(deployed.buckets.map(({ name, objects }) => [name, objects.size])),
      remembered: { primary, secondary, schemes },
    };
  } finally {
    await deployed.stop();
  }
}

/** What a site survives, and which side serves its visitors then. */
function lossesOf(site: RehearsedSite, losses: LosableSite) {
  const bucket = {
    name: 'bucket lost',
    by: site.secondarySpeaksHttps ? 'PRIMARY' : 'SECONDARY',
    lose: () => losses.loseS3(losses.primaryRegion, 'unavailable'),
    restore: () => losses.restoreS3(losses.primaryRegion),
  } as const;
  const cloudfront = {
    name: 'CloudFront lost',
    by: 'SECONDARY',
    lose: () => losses.loseCloudFront('refused'),
    restore: () => losses.restoreCloudFront(),
  } as const;
  const manual = {
    name: 'switch engaged',
    by: 'SECONDARY',
    lose: () => losses.engageSwitch(),
    restore: () => losses.releaseSwitch(),
  } as const;
  return [bucket, ...(site.secondarySpeaksHttps ? [cloudfront] : []), ...(site.switch ? [manual] : [])];
}

function answersOf({ domainName }: RehearsedSite, { zone }: DeployedSite): Addresses {
  const addresses = (type: 'A' | 'AAAA') =>
    zone.answer(domainName, type).answers.flatMap((answer) => (answer.type === type ? [answer.data] : []));
  return { a: addresses('A'), aaaa: addresses('AAAA') };
}

function bucketsOf(assembly: Assembly): Record<string, unknown> {
  return Object.fromEntries(
    assembly
      .all('AWS::S3::Bucket')
      .map(({ stack, logicalId, ref, source }) => [`${stack.path}/${logicalId}`, [ref, source.DeletionPolicy]]),
  );
}
