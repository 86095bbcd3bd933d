import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { eventOf } from '../../lib/rehearsal/cloudfront/function-event';
import { FunctionRuntime } from '../../lib/rehearsal/cloudfront/function-runtime';
import { Clock } from '../../lib/rehearsal/clock';
import { ask } from '../../lib/rehearsal/http/ask';
import type { Response } from '../../lib/rehearsal/http/exchange';
import type { Listener } from '../../lib/rehearsal/http/listener';
import { bucketsOf } from '../../lib/rehearsal/s3/bucket';
import { fillBuckets } from '../../lib/rehearsal/s3/content';
import { websiteHost } from '../../lib/rehearsal/s3/hosts';
import { S3Region } from '../../lib/rehearsal/s3/s3-region';
import { Assembly } from '../../lib/rules/assembly/assembly';
import { contentDirectory } from '../helpers';
import { MutableApp } from '../rules/mutable-app';
import { SECONDARY_ARN, SECONDARY_POLICY, state } from '../rules/mutations/s3/paths';
import { synthesized } from '../rules/synthesized';
import { inNjs } from './others/njs';
import { EmulatedS3 } from './others/s3rver';
import { requestsByUrl } from './others/urls';
import { ASKED, CONTENT, DIFFERENCES, type Told } from './others/website';

/** The doubles of the rehearsal beside software by others: the function in njs, the website endpoint and s3rver. */

const PATIENCE = { connect: 5000, response: 5000 };

const source = synthesized({
  alternateNames: ['www.example.com', 'old.example.com'],
  contentPath: contentDirectory(CONTENT),
});
const assembly = new Assembly(source);

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'others-'));

afterAll(() => {
  fs.rmSync(directory, { recursive: true });
});

describe('the function', () => {
  test('answers in njs what it answers in the double, over thousands of URLs', async () => {
    const codes = assembly.all('AWS::CloudFront::Function').map((fn) => fn.at('FunctionCode').text ?? '');
    expect(codes).toEqual([expect.stringContaining('function handler')]);
    const [code = ''] = codes;
    const names = { distributionId: 'E2EXAMPLE', distributionDomainName: 'd111111abcdef8.cloudfront.net' };
    const requests = requestsByUrl();
    const events = [...requests.values()].map((request) => eventOf(names, request));
    const runtime = new FunctionRuntime(code);

    const ours = events.map((event) => runtime.run(event));
    const theirs = await inNjs(code, events, directory);

    expect(theirs).toHaveLength(events.length);
    const both = [...requests.keys()].map((url, at) => ({ url, ours: ours[at], theirs: theirs[at] }));
    // a few tell enough
    expect(both.filter((one) => !isDeepStrictEqual(one.ours, one.theirs)).slice(0, 5)).toEqual([]);
    // each kind of answer was among them
    const kinds = new Set(ours.map((answer) => (answer as { statusCode?: number }).statusCode ?? 'passed on'));
    expect([...kinds].sort()).toEqual([301, 302, 'passed on']);
  });
});

describe('the website endpoint', () => {
  const buckets = bucketsOf(assembly);
  const secondary = buckets.find(({ arn }) => arn === SECONDARY_ARN);
  if (!secondary?.website || 'hostName' in secondary.website) {
    throw new Error('the secondary bucket has no website');
  }
  const { name, region, website } = secondary;
  fillBuckets(buckets, assembly);
  buckets.forEach(({ objects }) => objects.forEach((object, key) => secondary.replicate({ key, object })));

  const double = new S3Region(region, buckets, assembly);
  let emulator: EmulatedS3;

  beforeAll(async () => {
    await double.start();
    emulator = await EmulatedS3.with(secondary, website, path.join(directory, 's3rver'));
  });

  afterAll(() => Promise.all([double.stop(), emulator.stop()]));

  const answers = async (listener: Listener, host: string): Promise<Record<string, Told>> => {
    const told: Record<string, Told> = {};
    for (const asked of ASKED) {
      const [method = '', url = ''] = asked.split(/ (.*)/s);
      const caller = { sourceIp: '82.94.188.77', secure: false };
      told[asked] = tell(await ask(listener, { method, host, path: url, headers: {}, caller }, PATIENCE, new Clock(1)));
    }
    return told;
  };

  /** What a visitor notices: of redirects and errors not the type, of redirects not the body. */
  const tell = ({ status, headers, body }: Response): Told => {
    const [, code] = /<(?:li>Code: |Code>)(\w+)/.exec(body.toString()) ?? [];
    const page = code ?? (body.length === 0 ? undefined : JSON.stringify(body.toString()));
    const rest = status < 300 ? [headers['content-type'], page] : [headers.location ?? page];
    return [status, ...rest].filter((one) => one !== undefined).join(' ');
  };

  const named = Object.fromEntries(DIFFERENCES.flatMap((difference) => Object.entries(difference.answers)));
  const hosts = [name, `${name}.${websiteHost(region)}`];

  test.each(hosts)('%s answers what s3rver answers, where everyone may list, but for the named', async (host) => {
    const app = new MutableApp(source);
    state(SECONDARY_POLICY, { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: SECONDARY_ARN })(app);
    double.assembly = new Assembly(app.source);
    const [ours, theirs] = await Promise.all([answers(double.listener(false), host), answers(emulator, host)]);
    const differing = ASKED.filter((asked) => ours[asked] !== theirs[asked]);
    expect(Object.fromEntries(differing.map((asked) => [asked, [ours[asked], theirs[asked]]]))).toEqual(named);
  });

  /**
   * s3rver asks no policy. AWS says both: that a missing page is 404 at a website endpoint, and that it is 403 there.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html
   * @see https://repost.aws/knowledge-center/s3-website-cloudfront-error-403
   */
  test.each(hosts)('%s as it is deployed answers 403 for what is missing, and else the same', async (host) => {
    const theirs = await answers(emulator, host);
    double.assembly = assembly;
    const ours = await answers(double.listener(false), host);
    const expected = ASKED.map((asked) => [asked, (named[asked]?.[0] ?? theirs[asked])?.replace(/^404/, '403')]);
    expect(ours).toEqual(Object.fromEntries(expected));
  });
});
