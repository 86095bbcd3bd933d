import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  Route53Client,
  type HealthCheckConfig,
} from '@aws-sdk/client-route-53';
import { mockClient } from 'aws-sdk-client-mock';
import { Aws } from '../../../lib/operate/aws';
import type { Move, Word } from '../../../lib/operate/drill/lever';
import { stepper, type StepId } from '../../../lib/operate/drill/steps';
import { RELEASED, switchLever } from '../../../lib/operate/drill/switch-lever';
import { restoreSwitch, switchRestoreText } from '../../../lib/operate/drill/switch-restore';
import { engage } from '../../../lib/operate/switch/flip';
import { markOf } from '../../../lib/operate/switch/mark';
import { environmentFor } from '../parity/compare';
import { SITE, SwitchServer } from '../switch/switch-server';
import { CLOCK } from './model';

const route53 = mockClient(Route53Client);

type Checks = Readonly<Record<string, Partial<HealthCheckConfig> & { readonly passing: number }>>;

/** As they are deployed and well: the switch's object is refused to all of its checkers. */
const CHECKS: Checks = {
  decision: { Type: 'CALCULATED', HealthThreshold: 2, ChildHealthChecks: ['distribution', 'switch'], passing: 0 },
  distribution: { Type: 'HTTPS', ResourcePath: '/health.txt', RequestInterval: 30, FailureThreshold: 3, passing: 16 },
  switch: {
    Type: 'HTTPS',
    ResourcePath: '/failover-switch',
    Inverted: true,
    RequestInterval: 10,
    FailureThreshold: 3,
    passing: 0,
  },
};

function deployed(changes: Readonly<Record<string, Partial<Checks[string]>>> = {}): void {
  for (const [id, check] of Object.entries(CHECKS)) {
    const { passing, ...config } = { ...check, ...changes[id] };
    const HealthCheckConfig = config as HealthCheckConfig;
    const HealthCheck = { Id: id, CallerReference: id, HealthCheckVersion: 1, HealthCheckConfig };
    route53.on(GetHealthCheckCommand, { HealthCheckId: id }).resolves({ HealthCheck });
    const HealthCheckObservations = Array.from({ length: 16 }, (_, index) => ({
      StatusReport: { Status: index < passing ? 'Success: HTTP Status Code 200' : 'Failure: HTTP Status Code 403' },
    }));
    route53.on(GetHealthCheckStatusCommand, { HealthCheckId: id }).resolves({ HealthCheckObservations });
  }
}

let server: SwitchServer;
const environment = { ...process.env };

beforeEach(async () => {
  route53.reset();
  deployed();
  server = await SwitchServer.start();
  Object.assign(process.env, environmentFor(server.url));
});

afterEach(async () => {
  process.env = { ...environment };
  await server.close();
});

const told: string[] = [];
const target = {
  aws: new Aws(),
  healthCheckId: 'decision',
  domainName: 'example.com',
  clock: CLOCK,
  tell: (text: string) => void told.push(text),
};

const steps: StepId[] = [];
const step = stepper((id, state) => void (state === 'begun' && steps.push(id)));

beforeEach(() => {
  // clients keep the endpoint that they began with
  target.aws = new Aws();
  steps.length = 0;
  told.length = 0;
});

function word(id: string): Word {
  return { id, by: `${id}@laptop`, since: new Date('2026-11-25T12:00:00.000Z') };
}

function begun(id = 'ours'): Promise<Move> {
  return switchLever(target, SITE).begin(step, word(id));
}

function restoring(evenWithoutIntent = false) {
  return restoreSwitch({ ...target, site: SITE, evenWithoutIntent });
}

test('its object is the word of the drill and the change at once: one request does both, and one undoes them', async () => {
  const move = await begun();
  expect(server.asked).toEqual([]);
  await move.make(step);
  expect(markOf(server.body ?? '')).toEqual({ ...word('ours'), kind: 'drill' });
  await move.undo(step);
  expect([server.body, steps]).toEqual([undefined, ['engage', 'release']]);
  expect(server.asked.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
});

test('of two drills at once one goes on, and the other is told whose it is', async () => {
  const [one, other] = await Promise.all([begun('one'), begun('other')]);
  const made = await Promise.all([one, other].map((move) => move.make(step).then(() => 'began', String)));
  expect(made.filter((outcome) => outcome === 'began')).toHaveLength(1);
  expect(made.find((outcome) => outcome !== 'began')).toMatch(
    /(one|other)@laptop began a drill at 2026-11-25T12:00:00.000Z that is not finished: .*drill -- --restore --site example\.com releases/,
  );
});

test('an answer that is lost to either change changes nothing in the outcome', async () => {
  const lost = { PUT: 1, DELETE: 1 } as Record<string, number>;
  server.mishap = ({ method }) =>
    (lost[method] ?? 0) > 0 && ((lost[method] = (lost[method] ?? 0) - 1), true) ? 'lost' : undefined;
  const move = await begun();
  await move.make(step);
  expect(server.body).toContain('ours');
  await move.undo(step);
  expect(server.body).toBeUndefined();
});

test('when nobody knows whether it was engaged, it is released', async () => {
  let isDown = false;
  server.mishap = ({ method }) => {
    isDown ||= method === 'PUT';
    return method === 'PUT' ? 'lost' : isDown ? { status: 503, code: 'ServiceUnavailable' } : undefined;
  };
  const move = await begun();
  // the second attempt of the PUT finds the object of the first; then it cannot be read
  await expect(move.make(step)).rejects.toThrow('ServiceUnavailable');
  expect(server.body).toContain('ours');
  server.mishap = () => undefined;
  await move.undo(step);
  expect(server.body).toBeUndefined();
}, 20_000);

test('when it was never engaged there is nothing to release', async () => {
  const move = await begun();
  await expect(move.undo(step)).resolves.toBe(0);
});

test('while S3 fails it says how it is done by hand, and goes on until it is released', async () => {
  const move = await begun();
  await move.make(step);
  let failures = 6;
  server.mishap = () => (failures-- > 0 ? { status: 403, code: 'ExpiredToken' } : undefined);
  await move.undo(step);
  expect(server.body).toBeUndefined();
  expect(told.join('\n')).toContain(
    'By hand: aws s3api delete-object --region us-west-2 --bucket example.com --key failover-switch, or npm run drill -- --restore --site example.com',
  );
});

test('an operator who engages the switch during a drill keeps it', async () => {
  const move = await begun();
  await move.make(step);
  await engage(target.aws, SITE, 'eve@desk');
  await expect(move.undo(step)).rejects.toThrow(`${RELEASED}: it is left as it is now`);
  expect(markOf(server.body ?? '')).toMatchObject({ kind: 'operator', by: 'eve@desk' });
});

test('a drill that somebody released meanwhile says so', async () => {
  const move = await begun();
  await move.make(step);
  expect(switchRestoreText(await restoring())).toMatch(
    /^the switch is released again, as before the drill of ours@laptop/,
  );
  await expect(move.undo(step)).rejects.toThrow(RELEASED);
});

test('what Route 53 makes of it is worked out from the checks that the calculated one counts', async () => {
  const lever = switchLever(target, SITE);
  await lever.look();
  expect(await lever.read()).toEqual({ health: { healthy: true, healthyCheckers: 32, checkers: 32 }, isMoved: false });
  deployed({ switch: { passing: 16 } });
  expect(await lever.read()).toMatchObject({ health: { healthy: false, healthyCheckers: 16, checkers: 32 } });
});

test('it sees whether its own engagement is there, and knows nothing while S3 fails', async () => {
  const lever = switchLever(target, SITE);
  await lever.look();
  await (await lever.begin(step, word('ours'))).make(step);
  expect(await lever.read()).toMatchObject({ isMoved: true });
  await engage(target.aws, SITE, 'eve@desk');
  expect(await lever.read()).toMatchObject({ isMoved: false });
  server.mishap = () => ({ status: 403, code: 'ExpiredToken' });
  expect(await lever.read()).not.toHaveProperty('isMoved');
});

describe('before it begins', () => {
  test('the settings of the check of the switch say how long visitors take', async () => {
    expect(await switchLever(target, SITE).look()).toBe(30_000);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'a drill has the switch',
      () =>
        server.put(
          JSON.stringify({ version: 1, id: 'x', kind: 'drill', by: 'bob@desk', since: '2026-11-25T12:00:00.000Z' }),
        ),
      /bob@desk began a drill at 2026-11-25T12:00:00.000Z that is not finished/,
    ],
    [
      'an operator has it',
      () => server.put('by hand'),
      /the switch is engaged by somebody, without our commands, at 2026-11-25T11:00:00.000Z: .*npm run release -- --site example\.com/,
    ],
    [
      'the records do not follow it',
      () => deployed({ decision: { ChildHealthChecks: ['distribution'] } }),
      /the records of example\.com must follow the switch, got: the health check decision, which does not count it/,
    ],
    [
      'the check that decides is inverted',
      () => deployed({ decision: { Inverted: true } }),
      /the health check decision is inverted: aws route53 update-health-check --health-check-id decision --no-inverted/,
    ],
    [
      'the check of the switch is disabled',
      () => deployed({ switch: { Disabled: true } }),
      /the health check switch is disabled, .*--health-check-id switch --no-disabled/,
    ],
  ])('it refuses when %s', async (_, happens, why) => {
    happens();
    await expect(switchLever(target, SITE).look()).rejects.toThrow(why);
  });
});

describe('--restore', () => {
  test('releases what a killed drill has left, from any machine, and again does no harm', async () => {
    await (await begun()).make(step);
    expect(await restoring()).toMatchObject({ drill: { by: 'ours@laptop' }, wasEngaged: true, isEngaged: false });
    expect(server.body).toBeUndefined();
    const again = await restoring();
    expect(switchRestoreText(again)).toBe('nothing to restore: the switch is released');
    // nothing of Route 53, which is in us-east-1
    expect(route53.calls()).toEqual([]);
  });

  test('leaves what an operator has engaged, unless told so in as many words', async () => {
    await engage(target.aws, SITE, 'eve@desk');
    await expect(restoring()).rejects.toThrow(
      /the switch is engaged by eve@desk at .*, by no drill: .*npm run release -- --site example\.com/,
    );
    expect(server.body).toContain('eve@desk');
    await restoring(true);
    expect(server.body).toBeUndefined();
  });

  test('leaves what an operator engages while it restores', async () => {
    await (await begun()).make(step);
    let isFirst = true;
    server.others = () => server.put('eve has it now');
    server.mishap = ({ method }) => (method === 'DELETE' && isFirst ? ((isFirst = false), 'late') : undefined);
    await restoring();
    expect(server.body).toBe('eve has it now');
  });
});
