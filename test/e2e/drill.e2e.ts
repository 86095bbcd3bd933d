import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillReport } from '../../lib/operate/drill/report';
import { readResults } from '../../lib/report/results/read';
import { drill, type Ended } from './drill/child';
import { changes, type Fate } from './drill/proxy';
import { DOMAIN, Stage } from './drill/stage';
import { expectAsBefore, inverted, type State } from './drill/state';
import type { ZoneDouble } from './drill/zone-double';
import { STATE } from './paths';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start('drill');
}, 60_000);

afterAll(() => stage.stop());

describe('a drill', () => {
  const picture = path.join(os.tmpdir(), `drill-${process.pid}.svg`);
  // stays there: what is recorded for the test of the report is a copy
  const results = path.join(STATE, 'drill/results');
  let zone: ZoneDouble;
  let before: State;
  let ended: Ended;
  let report: DrillReport;

  beforeAll(async () => {
    fs.rmSync(results, { recursive: true, force: true });
    zone = await stage.zone();
    before = await zone.state();
    const args = ['--yes', '--json', '--hold', '30s', '--objective', '2m', '--picture', picture, '--results', results];
    ended = await drill(stage, zone, args, { timed: true });
    report = JSON.parse(ended.stdout) as DrillReport;
  });

  afterAll(() => fs.rmSync(picture, { force: true }));

  test('keeps its promises on a site as it should be, and its objective', () => {
    expect(report.figures.filter(({ kept }) => !kept)).toEqual([]);
    expect(ended.status).toBe(0);
    expect(report).toMatchObject({ version: 1, site: DOMAIN, kept: true, objective: 120_000, hold: 30_000 });
  });

  test('moves every name server and every visitor, and back', () => {
    const { answers, visitors, health } = report.timeline;
    const names = [...new Set(answers.map(({ name }) => name))];
    expect(names).toHaveLength(4);
    for (const server of names) {
      const to = answers.filter(({ name }) => name === server).map((answer) => answer.to);
      expect(to).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
    }
    for (const visitor of visitors.filter(({ name }) => name !== 'HTTPS')) {
      const sides = visitor.requests.map(({ by }) => by);
      expect(sides.filter((side, index) => side !== sides[index - 1])).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
    }
    const refused = visitors.find(({ name }) => name === 'HTTPS')?.requests.filter(({ ok }) => !ok) ?? [];
    expect(new Set(refused.map(({ what, by }) => `${by} ${what}`))).toEqual(new Set(['SECONDARY ECONNREFUSED']));
    expect(health.map(({ healthy }) => healthy).filter((one, index, all) => one !== all[index - 1])).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('leaves the health check as it was, changed twice and nothing else', async () => {
    expect(await zone.state()).toEqual({ ...before, version: before.version + 2 });
  });

  test('draws its timeline, and says what visitors will notice before', () => {
    expect(fs.readFileSync(picture, 'utf8')).toContain('<title id="title">Drill of example.com</title>');
    expect(ended.stderr).toContain('HTTPS: refused for about 2 min');
  });

  test('is kept for the report', () => {
    expect(readResults(results, DOMAIN).drills).toMatchObject([{ ended: 'finished', result: report }]);
  });
});

test('a reader who has gone stops no drill: standard output and error are closed', async () => {
  const zone = await stage.zone();
  const before = await zone.state();
  const { child, ended } = await inverted(stage, zone);
  child.stdout?.destroy();
  child.stderr?.destroy();
  // it went through to its end: 2 would say that it did not
  expect([0, 1]).toContain((await ended).status);
  await expectAsBefore(zone, before);
});

describe('two drills at once', () => {
  test('the second refuses, and says whose is the first', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { child, ended } = await inverted(stage, zone, ['--hold', '1h']);
    const second = await drill(stage, zone, ['--yes']);
    expect(second).toMatchObject({ status: 2, stdout: '' });
    expect(second.stderr).toMatch(/began a drill at .* that is not finished: .*--restore/);
    expect(await zone.state()).toMatchObject({ inverted: true });
    child.kill('SIGINT');
    await ended;
    await expectAsBefore(zone, before);
  });

  test.each(['/tags/healthcheck/', '/healthcheck/'])(
    'that come to their first POST of %s at the same moment: one goes on',
    async (which) => {
      const zone = await stage.zone();
      const before = await zone.state();
      const waiting: (() => void)[] = [];
      let isOpen = false;
      const proxy = await stage.proxied(async (call): Promise<Fate> => {
        if (!isOpen && call.method === 'POST' && call.path.startsWith(`/2013-04-01${which}`)) {
          await Promise.race([
            new Promise<void>((resolve) => {
              waiting.push(resolve);
              if (waiting.length === 2) {
                isOpen = true;
                waiting.forEach((go) => go());
              }
            }),
            // the other may have refused before it came here
            sleep(1_000),
          ]);
          isOpen = true;
        }
        return 'answered';
      });
      const drills = [1, 2].map(() => drill(stage, zone, ['--yes'], { endpoint: proxy.endpoint }));
      const ended = await Promise.all(drills);
      expect(ended.filter(({ status }) => status === 2)).toHaveLength(1);
      expect(ended.filter(({ stdout }) => stdout.includes('after the health check was inverted'))).toHaveLength(1);
      expect(ended.map(({ stderr }) => stderr).join('')).toMatch(/another drill|not finished|changed by somebody/);
      await expectAsBefore(zone, before);
    },
  );

  test('one that was restored by somebody else notices, and ends', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { ended } = await inverted(stage, zone, ['--hold', '1h']);
    await sleep(500);
    const restored = await drill(stage, zone, ['--restore', '--json']);
    expect(JSON.parse(restored.stdout)).toMatchObject({ version: 1, wasInverted: true, isInverted: false });
    const { status, stderr } = await ended;
    expect(stderr).toContain('somebody put the health check back while the drill was under way');
    expect(status).toBe(2);
    await expectAsBefore(zone, before);
  });
});

test('calls that all fail once change nothing in the outcome, however they fail', async () => {
  const failures = ['throttled', 'server error', 'never arrives', 'answer lost'] as const;
  await Promise.all(
    failures.map(async (failure) => {
      const zone = await stage.zone();
      const before = await zone.state();
      const proxy = await stage.proxied(({ attempt }) => (attempt === 1 ? failure : 'answered'));
      const { status, stdout, stderr } = await drill(stage, zone, ['--yes', '--json'], { endpoint: proxy.endpoint });
      expect([failure, status, stderr]).toEqual([
        failure,
        expect.not.stringMatching('2'),
        expect.stringContaining('everybody is back'),
      ]);
      const { answers } = (JSON.parse(stdout) as DrillReport).timeline;
      expect(new Set(answers.map(({ to }) => to))).toEqual(new Set(['PRIMARY', 'SECONDARY']));
      await expectAsBefore(zone, before);
      const failed = proxy.calls.filter(({ fate }) => fate === failure);
      expect(failed.filter(changes)).toHaveLength(4);
    }),
  );
});

test('a site that does not move is status 1, and is back', async () => {
  const zone = await stage.zone();
  const before = await zone.state();
  zone.follows = false;
  const { status, stdout, stderr } = await drill(stage, zone, ['--yes']);
  expect(stderr).toContain('visitors have not moved in time: taking them back');
  expect(stdout).toMatch(/DNS moved, every name server \[\d\] +never +0:30 {2}broken/);
  expect(status).toBe(1);
  await expectAsBefore(zone, before);
});

test('a picture that cannot be written in the end is told, and changes no status', async () => {
  const zone = await stage.zone();
  const before = await zone.state();
  // of Linux: it can be opened, and takes nothing
  const args = ['--yes', '--picture', '/dev/full'];
  const { status, stdout, stderr } = await drill(stage, zone, args, { timed: true });
  expect(stderr).toContain('the timeline could not be drawn: ENOSPC');
  expect([status, stdout]).toEqual([0, expect.stringContaining('every promise kept')]);
  await expectAsBefore(zone, before);
});

test('a slower result than the objective is status 1', async () => {
  const zone = await stage.zone();
  const { status, stdout } = await drill(stage, zone, ['--yes', '--objective', '70s'], { timed: true });
  expect(stdout).toMatch(/objective: every resolver moved +1:\d\d +1:10 {2}broken/);
  expect(status).toBe(1);
});
