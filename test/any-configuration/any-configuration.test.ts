import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { resolveSites, SiteConfigError, type SiteConfig } from '../../lib/site-config';
import { plausibleSite, REFUSED } from './configurations';
import { contentsIn } from './contents';

/** How many configurations are synthesized: 200, and more where `CONFIGURATIONS` says so. */
const CONFIGURATIONS = Number(process.env.CONFIGURATIONS ?? 200);
/** What a run that found something printed, or any other number to look further. */
const SEED = Number(process.env.SEED ?? 20261122);
const AT_ONCE = os.availableParallelism();
/** The library keeps some of what it synthesized: a process is done with so many. */
const IN_A_PROCESS = 250;

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'any-configuration-'));
const plausible = plausibleSite(contentsIn(directory));

afterAll(() => {
  fs.rmSync(directory, { recursive: true, force: true });
});

function problemsOf(configs: unknown[]): readonly string[] {
  try {
    resolveSites(configs as SiteConfig[]);
    return [];
  } catch (error) {
    if (error instanceof SiteConfigError) {
      return error.problems;
    }
    throw error;
  }
}

test('whatever is written in a field, it is accepted or every problem is named, and nothing else is thrown', () => {
  const anything = fc.tuple(
    plausible,
    fc.dictionary(fc.constantFrom(...Object.keys(REFUSED)), fc.anything(), { maxKeys: 5 }),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          anything.map(([site, odd]) => ({ ...site, ...odd })),
          fc.anything(),
        ),
        { maxLength: 3 },
      ),
      (configs) => {
        for (const problem of problemsOf(configs)) {
          expect(problem).toMatch(/^sites.* must .*, got: ./s);
        }
      },
    ),
    { seed: SEED, numRuns: 3000 },
  );
});

test.each(Object.entries(REFUSED))(
  'a value that %s does not take is refused by its name, whatever the rest is',
  (field, refused) => {
    fc.assert(
      fc.property(plausible, refused, (site, value) => {
        expect(problemsOf([{ ...site, [field]: value }]).join('\n')).toMatch(named(field));
      }),
      { seed: SEED, numRuns: 150 },
    );
  },
);

/** A content directory is blamed for what it lacks of the other fields, and names for the zone that they are not in. */
function named(field: string): RegExp {
  const blamed: Record<string, string> = {
    indexDocument: '(indexDocument|contentPath)',
    errorDocument: '(errorDocument|contentPath)',
    hostedZoneName: '(hostedZoneName|domainName)',
  };
  return new RegExp(`sites\\[0\\]\\.${blamed[field] ?? field}\\b`);
}

test('the plausible configurations are nearly all valid', () => {
  const sample = fc.sample(plausible, { seed: SEED, numRuns: 1000 });
  const valid = sample.filter((config) => problemsOf([config]).length === 0);
  expect(valid.length).toBeGreaterThan(900);
});

test(
  `${CONFIGURATIONS} valid configurations synthesize, and no rule objects`,
  async () => {
    const processes = Math.max(AT_ONCE, Math.ceil(CONFIGURATIONS / IN_A_PROCESS));
    const counts = Array.from(
      { length: processes },
      (_, index) => Math.floor(CONFIGURATIONS / processes) + (index < CONFIGURATIONS % processes ? 1 : 0),
    );
    const outputs: string[] = [];
    const worker = async () => {
      for (let count = counts.pop(); count !== undefined; count = counts.pop()) {
        outputs.push(await synthesizeMany(SEED + counts.length, count));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const clean = outputs.map((output) => /^(\d+) clean$/.exec(output.trim())?.[1] ?? output);
    expect(clean.reduce((sum, count) => sum + Number(count), 0) || clean.join('\n')).toBe(CONFIGURATIONS);
  },
  CONFIGURATIONS * 1000 + 60_000,
);

async function synthesizeMany(seed: number, count: number): Promise<string> {
  const script = path.join(__dirname, 'synthesize-many.ts');
  const node = promisify(execFile)(process.execPath, [
    '-r',
    path.join(__dirname, '../../bin/typescript.js'),
    script,
    String(seed),
    String(count),
  ]);
  return (await node.catch((error: { stdout: string; stderr: string }) => ({ stdout: error.stdout + error.stderr })))
    .stdout;
}
