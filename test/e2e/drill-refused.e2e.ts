import { drill } from './drill/child';
import { REFUSALS } from './drill/refusals';
import { Stage } from './drill/stage';
import { expectAsBefore } from './drill/state';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start('drill-refused');
}, 60_000);

afterAll(() => stage.stop());

describe('it does not start', () => {
  test.each(Object.keys(REFUSALS))('%s', async (name) => {
    const [break_, why] = REFUSALS[name] ?? [];
    const zone = await stage.zone();
    const mend = await break_?.(zone, stage);
    const before = await zone.state();
    const { status, stderr } = await drill(stage, zone, ['--yes']).finally(() => mend?.());
    expect(stderr).toMatch(why ?? /./);
    expect(status).toBe(2);
    expect(await zone.state()).toEqual(before);
  });

  test('while too few checkers get through', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const observation = (status: string) =>
      `<HealthCheckObservation><Region>us-east-1</Region><StatusReport><Status>${status}</Status></StatusReport></HealthCheckObservation>`;
    const seen = [...Array<string>(15).fill('Failure: HTTP Status Code 403'), 'Success: HTTP Status Code 200, OK'];
    const body =
      '<?xml version="1.0"?><GetHealthCheckStatusResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
      `<HealthCheckObservations>${seen.map(observation).join('')}</HealthCheckObservations></GetHealthCheckStatusResponse>`;
    const proxy = await stage.proxied((call) => (call.path.endsWith('/status') ? { status: 200, body } : 'answered'));
    const { status, stderr } = await drill(stage, zone, ['--yes'], { endpoint: proxy.endpoint });
    expect(stderr).toMatch(/1 of 16 health checkers get through to the primary, and it takes more than 18 %/);
    expect(status).toBe(2);
    expect(await zone.state()).toEqual(before);
  });

  test('when nobody is there to consent, and --yes is not given', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { status, stderr } = await drill(stage, zone, []);
    expect(stderr).toBe('somebody must be there to consent to a drill: run it on a terminal, or give --yes\n');
    expect(status).toBe(2);
    expect(await zone.state()).toEqual(before);
  });

  test.each([
    ['example.org', 2, /what is typed must be example\.com, got: example\.org; nothing was changed/],
    ['example.com', 0, /every promise kept/],
  ])('unless the domain name is typed: %s is status %i', async (typed, status, says) => {
    const zone = await stage.zone();
    const before = await zone.state();
    const ended = await drill(stage, zone, [], { typed, timed: true });
    expect(ended.stdout).toMatch(says);
    expect(ended.status).toBe(status);
    await expectAsBefore(zone, before);
  });

  test('--preflight only says whether it would', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    expect(await drill(stage, zone, ['--preflight'])).toMatchObject({ status: 0 });
    expect(await zone.state()).toEqual(before);
  });
});
