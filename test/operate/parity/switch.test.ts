import { SWITCH_KEY } from '../../../lib/config/names';
import { textOf } from '../../../lib/operate/parity/text';
import { exampleSite } from '../../helpers';
import { compare } from './compare';

const SITE = exampleSite({ secondaryEndpoint: 'https' });
const PAGE = { key: 'index.html' };
const SWITCH = { key: SWITCH_KEY };

test('the object of an engaged switch is no difference, and is told of', async () => {
  const report = await compare({ primary: [PAGE], secondary: [PAGE, SWITCH] }, {}, {}, SITE);
  expect(report).toMatchObject({ same: true, switchEngaged: true, extra: { objects: 0 } });
  expect(textOf(report)).toMatch(/^the operator's switch is engaged: .*\n.*npm run release/m);
});

test('a released switch is told for machines only', async () => {
  const report = await compare({ primary: [PAGE], secondary: [PAGE] }, {}, {}, SITE);
  expect(report).toMatchObject({ same: true, switchEngaged: false });
  expect(textOf(report)).not.toContain('switch');
});

test('without a switch an object of that name is one like any other', async () => {
  const report = await compare({ primary: [PAGE], secondary: [PAGE, SWITCH] });
  expect(report).toMatchObject({ same: false, extra: { objects: 1 } });
  expect(report).not.toHaveProperty('switchEngaged');
});

test('an object of that name in the primary is missing at the secondary', async () => {
  expect(await compare({ primary: [SWITCH] }, {}, {}, SITE)).toMatchObject({ missing: { objects: 1 } });
});

test('the bucket that the configuration names is compared', async () => {
  const site = exampleSite({ secondaryEndpoint: 'https', secondaryBucketName: 'replica-of-example' });
  await expect(compare({ primary: [PAGE] }, {}, {}, site)).rejects.toThrow('the secondary bucket replica-of-example');
});
