import { ALL_CHECKS } from '../../lib/operate/doctor/all-checks';
import { doctor } from '../../lib/operate/doctor/doctor';
import { examinationOf } from '../../lib/operate/doctor/examination';
import { outcomeOf } from '../../lib/operate/doctor/outcome';
import type { Site } from '../../lib/site-config';
import { engineAws } from './checks/doctor';
import { SECONDARY } from './clients';
import { Moto } from './moto';
import { ACCOUNT_BREAKS } from './ready-account/account-breaks';
import type { World } from './ready-account/break';
import { BUCKET_BREAKS } from './ready-account/bucket-breaks';
import { DELIVERY_BREAKS } from './ready-account/delivery-breaks';
import { PublicInternet } from './ready-account/public-internet';
import { makeReady, VALIDATION } from './ready-account/ready-account';
import { ZONE_BREAKS } from './ready-account/zone-breaks';

const BREAKS = [...ACCOUNT_BREAKS, ...ZONE_BREAKS, ...BUCKET_BREAKS, ...DELIVERY_BREAKS];

const ANY_SITE = ALL_CHECKS.filter((check) => check.of === 'any site');

/** moto has no GetRegionOptStatus; the unit tests answer it. */
const NOT_ASKED = 'regions-enabled';

/** Of sites with an HTTPS endpoint, which the ready one is not; the unit tests have sites that are. */
const OF_HTTPS = [
  ['lambda-quota', 'needless'],
  ['endpoint-names-free', 'needless'],
];

/** moto has no GetAccountSettings of Lambda. */
const NOT_BROKEN = [NOT_ASKED, 'lambda-quota'];

const internet = new PublicInternet();
let moto: Moto;
let world: World;

beforeAll(async () => {
  await internet.start();
  moto = await Moto.start('doctor-account', VALIDATION);
  const aws = engineAws(moto.endpoint);
  // S3 Control has a host for every account, which an address has not; nor does every machine know those of localhost
  process.env.AWS_ENDPOINT_URL_S3_CONTROL = moto.endpoint.replace('127.0.0.1', 'localhost');
  aws.s3Control(SECONDARY).middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { hostname: '127.0.0.1' });
      return next(args);
    },
    { step: 'build' },
  );
  world = { aws, internet, site: await makeReady(aws, internet) };
});

afterAll(async () => {
  await Promise.all([moto?.stop(), internet.stop()]);
});

function examination(settings: Partial<Site> = {}) {
  return examinationOf({
    aws: world.aws,
    site: { ...world.site, ...settings },
    network: internet.network(),
    signal: new AbortController().signal,
    now: () => new Date(),
  });
}

/** The checks that find something, or cannot be asked, before a deployment. */
async function notPassed(settings?: Partial<Site>) {
  const results = await doctor(examination(settings), { checks: ALL_CHECKS });
  const waiting = results.filter(({ outcome }) => outcome.outcome === 'not deployed').map(({ check }) => check);
  expect(waiting.every((check) => check.of === 'a deployed site')).toBe(true);
  return results
    .filter(({ check, outcome }) => check.of === 'any site' && outcome.outcome !== 'passed')
    .map(({ check, outcome }) => [check.id, outcome.outcome]);
}

test('an account that is ready passes every check that moto answers', async () => {
  const ready = await notPassed();
  expect(ready).toHaveLength(4);
  expect(ready).toEqual(expect.arrayContaining([[NOT_ASKED, 'not asked'], ['caa', 'needless'], ...OF_HTTPS]));
  const withoutCertificate = await notPassed({ certificateArn: undefined });
  expect(withoutCertificate).toHaveLength(4);
  expect(withoutCertificate).toEqual(
    expect.arrayContaining([[NOT_ASKED, 'not asked'], ['certificate', 'needless'], ...OF_HTTPS]),
  );
});

test('something is broken for every check that is asked', () => {
  const asked = ANY_SITE.map(({ id }) => id).filter((id) => !NOT_BROKEN.includes(id));
  expect(new Set(BREAKS.map(({ check }) => check))).toEqual(new Set(asked));
});

test.each(BREAKS)('$name is found by $check', async ({ check: id, what, breaks }) => {
  const broken = await breaks(world);
  const [check] = ANY_SITE.filter((one) => one.id === id);
  if (!check) {
    throw new Error(`no check ${id}`);
  }
  // a site that makes its certificate, where that is what is looked at
  const own = check.needless?.(world.site) === undefined ? {} : { certificateArn: undefined };
  const settings = typeof broken === 'function' ? own : broken;
  expect(await outcomeOf(check, examination(settings))).toMatchObject({
    outcome: 'failed',
    findings: [{ severity: 'error', what: expect.stringMatching(what) as string }],
  });
  if (typeof broken === 'function') {
    await broken();
    expect(await outcomeOf(check, examination(own))).toEqual({ outcome: 'passed' });
  }
});
