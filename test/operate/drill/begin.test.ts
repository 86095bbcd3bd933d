import type { Clock } from '../../../lib/operate/clock';
import { intend, invert } from '../../../lib/operate/drill/begin';
import type { Intent } from '../../../lib/operate/drill/intent';
import { look } from '../../../lib/operate/drill/look';
import { putBack, withdraw } from '../../../lib/operate/drill/put-back';
import { Refusal } from '../../../lib/operate/drill/refusal';
import { CLOCK, Model, targetOf } from './model';

const target = targetOf();

function intentOf(id: string, version = 1): Intent {
  return { id, inverted: false, version, since: new Date(0), by: id };
}

/** What has to be undone of a drill; nothing when it does not go on. */
async function begins(id: string, outcomes: string[], clock = CLOCK): Promise<Intent | undefined> {
  const ours = targetOf(clock);
  const looked: { intent?: Intent } = {};
  try {
    const check = await look(ours);
    const intent = (looked.intent = intentOf(id, check.version));
    await intend(ours, check, intent);
    await invert(ours, check, intent);
    outcomes.push('began');
    return intent;
  } catch (error) {
    outcomes.push(error instanceof Refusal ? 'refused' : 'to be put back');
    return error instanceof Refusal ? undefined : looked.intent;
  }
}

/** A drill that is done as soon as it has begun, or has to be put back. */
async function whole(id: string, outcomes: string[], clock = CLOCK): Promise<void> {
  await undo(await begins(id, outcomes, clock), outcomes);
}

async function undo(intent: Intent | undefined, outcomes: string[]): Promise<void> {
  if (intent) {
    await withdraw(target, await putBack(target, intent));
    outcomes.push('ended');
  }
}

const CALLS = 7;

/** Every order of the seven calls that a beginning takes, a bit for each: 0 is the one's turn. Who is first is only a name. */
const ORDERS = Array.from({ length: 2 ** (2 * CALLS) }, (_, order) => order).filter(
  (order) => order % 2 === 0 && order.toString(2).replaceAll('0', '').length === CALLS,
);

const SOME_ORDERS = ORDERS.filter((_, index) => index % 4 === 0);

test('of two that begin at once one goes on, in whatever order their calls arrive, and leaves word of it', async () => {
  for (const order of ORDERS) {
    const model = new Model();
    const outcomes: string[] = [];
    const begin = (id: string) => () => begins(id, outcomes).then(() => undefined);
    await model.interleave([begin('one'), begin('other')], order);
    expect([order, outcomes.sort()]).toEqual([order, ['began', 'refused']]);
    expect([order, model.inverted, model.tag !== undefined]).toEqual([order, true, true]);
  }
});

test('of two whole drills nothing is left, in any of hundreds of orders', async () => {
  for (const order of SOME_ORDERS) {
    const model = new Model();
    const outcomes: string[] = [];
    await model.interleave([() => whole('one', outcomes), () => whole('other', outcomes)], order);
    expect([order, outcomes.filter((one) => !/^(began|ended|refused|to be put back)$/.test(one))]).toEqual([order, []]);
    expect([order, outcomes.includes('ended')]).toEqual([order, true]);
    expect([order, model.inverted, model.tag]).toEqual([order, false, undefined]);
  }
});

test('of two, one of whom never hears of its changes, nothing is left either, and no two go on', async () => {
  for (const order of SOME_ORDERS) {
    const model = new Model();
    model.unheard = '0';
    const outcomes: string[] = [];
    const ended: { other?: Promise<void> } = {};
    // long enough for the other to have written what it knows
    const clock: Clock = { now: 0, sleep: () => model.sleep(ended.other) };
    await model.interleave(
      [
        () => begins('one', outcomes, clock).then(() => undefined),
        () => (ended.other = begins('other', outcomes).then(() => undefined)),
      ],
      order,
    );
    const going = outcomes.filter((outcome) => outcome !== 'refused');
    expect([order, going.length > 0, going.filter((outcome) => outcome === 'began').length < 2]).toEqual([
      order,
      true,
      true,
    ]);
  }
});

test('of two whole drills, one of whom never hears of its changes, nothing is left', async () => {
  for (const order of SOME_ORDERS) {
    const model = new Model();
    model.unheard = '0';
    const outcomes: string[] = [];
    const begun: { other?: Promise<unknown> } = {};
    const clock: Clock = { now: 0, sleep: () => model.sleep(begun.other) };
    const ends = (work: Promise<void>) => work.catch((error: unknown) => void outcomes.push(String(error)));
    await model.interleave(
      [
        () => ends(whole('one', outcomes, clock)),
        () => {
          const beginning = begins('other', outcomes);
          begun.other = beginning;
          return ends(beginning.then((intent) => undo(intent, outcomes)));
        },
      ],
      order,
    );
    const others = outcomes.filter((one) => !/^(began|ended|refused|to be put back)$/.test(one));
    expect([order, others.filter((one) => !one.includes('somebody put the health check back'))]).toEqual([order, []]);
    expect([order, model.inverted, model.tag]).toEqual([order, false, undefined]);
  }
});

test('a tag that is seen late stops no drill', async () => {
  const model = new Model();
  model.isLate = true;
  const outcomes: string[] = [];
  await model.atOnce(() => begins('one', outcomes));
  expect([outcomes, model.inverted]).toEqual([['began'], true]);
});

test('who refuses because their tag is not seen leaves none, and says so', async () => {
  const model = new Model();
  model.isHidden = true;
  const refused = model.atOnce(async () => intend(target, await look(target), intentOf('one')).catch(String));
  expect(await refused).toContain('Route 53 does not show the intent that was written');
  expect([model.tag, model.inverted]).toEqual([undefined, false]);
});

test('nothing is inverted without word of it on the health check', async () => {
  const model = new Model();
  Object.defineProperty(model, 'tag', { get: () => undefined, set: () => undefined });
  const outcomes: string[] = [];
  await model.atOnce(() => begins('one', outcomes));
  expect([outcomes, model.inverted]).toEqual([['refused'], false]);
});

test('who is refused leaves the word of others', async () => {
  const model = new Model();
  const check = await model.atOnce(() => look(target));
  await model.atOnce(() => intend(target, check, intentOf('other')));
  model.version++;
  const refused = model.atOnce(() => invert(target, check, intentOf('one')).catch(String));
  expect(await refused).toContain('the health check was changed by somebody at the same moment');
  expect(model.tag).toContain('id=other');
});
