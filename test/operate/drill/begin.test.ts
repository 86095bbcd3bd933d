import { Aws } from '../../../lib/operate/aws';
import type { Clock } from '../../../lib/operate/clock';
import { intend, invert } from '../../../lib/operate/drill/begin';
import type { Intent } from '../../../lib/operate/drill/intent';
import { look } from '../../../lib/operate/drill/look';
import { putBack, withdraw } from '../../../lib/operate/drill/put-back';
import { Refusal } from '../../../lib/operate/drill/refusal';
import { Model } from './model';

const CLOCK: Clock = { now: 0, sleep: () => Promise.resolve() };
const aws = new Aws();

/** Whether a drill goes on. */
async function begins(id: string, outcomes: string[]): Promise<boolean> {
  const intent: Intent = { id, inverted: false, since: new Date(0), by: id };
  try {
    const check = await look(aws, 'check');
    await intend(aws, check, intent);
    await invert(aws, check, intent, CLOCK);
    outcomes.push('began');
    return true;
  } catch (error) {
    outcomes.push(error instanceof Refusal ? 'refused' : String(error));
    return false;
  }
}

/** A drill that is done as soon as it has begun. */
async function whole(id: string, outcomes: string[]): Promise<void> {
  if (await begins(id, outcomes)) {
    const ours = { aws, healthCheckId: 'check', clock: CLOCK, tell: () => undefined };
    await putBack(ours, false);
    await withdraw(ours);
    outcomes.push('ended');
  }
}

const CALLS = 6;

/** Every order of the six calls that a beginning takes, a bit for each: 0 is the one's turn. Who is first is only a name. */
const ORDERS = Array.from({ length: 2 ** (2 * CALLS) }, (_, order) => order).filter(
  (order) => order % 2 === 0 && order.toString(2).replaceAll('0', '').length === CALLS,
);

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

test('of two whole drills nothing is left, in whatever order their calls arrive', async () => {
  for (const order of ORDERS) {
    const model = new Model();
    const outcomes: string[] = [];
    await model.interleave([() => whole('one', outcomes), () => whole('other', outcomes)], order);
    expect([order, outcomes.filter((one) => !/^(began|ended|refused)$/.test(one))]).toEqual([order, []]);
    expect([order, outcomes.includes('ended')]).toEqual([order, true]);
    expect([order, model.inverted, model.tag]).toEqual([order, false, undefined]);
  }
});
