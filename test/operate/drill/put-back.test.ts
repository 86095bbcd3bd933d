import { intend, invert } from '../../../lib/operate/drill/begin';
import { readHealthCheck, setInverted } from '../../../lib/operate/drill/health-check';
import type { Intent } from '../../../lib/operate/drill/intent';
import { look } from '../../../lib/operate/drill/look';
import { putBack, withdraw } from '../../../lib/operate/drill/put-back';
import { restore } from '../../../lib/operate/drill/restore';
import { exampleSite } from '../../helpers';
import { CLOCK, Model, targetOf } from './model';

const target = targetOf();

async function begun(id: string): Promise<Intent> {
  const check = await look(target);
  const intent = { id, inverted: false, version: check.version, since: new Date(0), by: id };
  await intend(target, check, intent);
  await invert(target, check, intent);
  return intent;
}

async function undo(intent: Intent): Promise<void> {
  await withdraw(target, await putBack(target, intent));
}

function restoring(evenWithoutIntent = false) {
  return restore({ ...target, site: exampleSite(), evenWithoutIntent });
}

async function byHand(inverted: boolean): Promise<void> {
  await setInverted(target.aws, await readHealthCheck(target.aws, 'check'), inverted);
}

/** A drill sleeps while others do something; then it wakes up and undoes. */
async function awakened(others: (model: Model, ours: Intent) => Promise<unknown>) {
  const model = new Model();
  return model.atOnce(async () => {
    const ours = await begun('ours');
    await others(model, ours);
    const { version } = model;
    const error = await undo(ours).then(() => undefined, String);
    return { error, model, changes: model.version - version };
  });
}

describe('a drill that wakes up', () => {
  const LEFT = 'Error: somebody put the health check back while the drill was under way: it is left as it is now';

  test('leaves an inversion that somebody made after they had restored', async () => {
    const { error, model, changes } = await awakened(async () => {
      await restoring();
      await byHand(true);
    });
    expect([error, changes, model.inverted]).toEqual([LEFT, 0, true]);
  });

  test('leaves a drill that began after somebody had restored, with its tag', async () => {
    const { error, model, changes } = await awakened(async () => {
      await restoring();
      await begun('theirs');
    });
    expect([error, changes, model.inverted]).toEqual([LEFT, 0, true]);
    expect(model.tag).toContain('id=theirs');
  });

  test('leaves what is restored alone', async () => {
    const { error, changes } = await awakened(() => restoring());
    expect([error, changes]).toEqual([LEFT, 0]);
  });

  test.each<[string, (model: Model, ours: Intent) => void]>([
    ['its tag is gone', (model) => (model.tag = undefined)],
    ['a drill that was refused wrote its own tag over', (model) => (model.tag = model.tag?.replace('ours', 'loser'))],
    ['a deployment changed something else', (model) => (model.version += 3)],
    ['a deployment put it back', (model) => void ((model.inverted = false), model.version++)],
  ])('puts it back when %s, and leaves no tag', async (_, happens) => {
    const { error, model, changes } = await awakened((...given) => Promise.resolve(happens(...given)));
    expect([error, changes, model.inverted, model.tag]).toEqual([undefined, 1, false, undefined]);
  });

  test('puts it back when somebody wrote another tag, and leaves that', async () => {
    const { error, model } = await awakened((given) => Promise.resolve((given.tag = 'mine')));
    expect([error, model.inverted, model.tag]).toEqual([undefined, false, 'mine']);
  });

  test('goes on when the answers to its changes are lost and its tag is gone', async () => {
    const { error, model } = await awakened((given) => {
      given.tag = undefined;
      given.lostAnswers = 3;
      return Promise.resolve();
    });
    expect([error, model.inverted]).toEqual([undefined, false]);
  });
});

test('what is withdrawn is what can change nothing any more: an intent that came later stays', async () => {
  const model = new Model();
  await model.atOnce(async () => {
    const ours = await begun('ours');
    const back = await putBack(target, ours);
    model.tag = undefined;
    await begun('theirs');
    await withdraw(target, back);
  });
  expect(model.tag).toContain('id=theirs');
});

describe('--restore', () => {
  test('passes over a tag that no drill wrote only when it is told to', async () => {
    const model = new Model();
    model.tag = 'mine';
    model.inverted = true;
    expect(await model.atOnce(() => restoring().catch(String))).toContain('must be one that a drill wrote, got: mine');
    await model.atOnce(() => restoring(true));
    expect([model.inverted, model.tag]).toEqual([false, undefined]);
  });

  test('names the site in what it says to type', async () => {
    const model = new Model();
    model.inverted = true;
    expect(await model.atOnce(() => restoring().catch(String))).toContain(
      'npm run drill -- --restore --even-without-intent --site example.com',
    );
  });
});

test('whatever says that a drill has to be finished names the site', async () => {
  const model = new Model();
  await model.atOnce(() => begun('ours'));
  expect(await model.atOnce(() => look(target).catch(String))).toContain(
    'npm run drill -- --restore --site example.com puts',
  );
  const told: string[] = [];
  let isDown = true;
  const clock = { now: 0, sleep: () => ((isDown = false), CLOCK.sleep(0)) };
  const failing = targetOf(clock, (text) => told.push(text));
  model.failing = () => isDown;
  await model.atOnce(() => putBack(failing, { inverted: false, version: 1 }));
  expect(told.join()).toContain('or npm run drill -- --restore --site example.com from another machine');
});
