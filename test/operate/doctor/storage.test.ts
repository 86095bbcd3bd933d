import {
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { bucketNames } from '../../../lib/operate/doctor/storage/bucket-names';
import { exampleSite } from '../../helpers';
import { examine } from './examine';
import { makeDeployed, makeReady, ownsBuckets, refusal, s3 } from './ready';

const PRIMARY = exampleSite().primaryBucketName;
const SECONDARY = 'example.com';
const REDIRECT = 'www.example.com';

beforeEach(makeReady);

/** Buckets of the account, by their Regions, as somebody would have prepared them for adoption. */
function own(buckets: Record<string, string>): void {
  s3.on(ListBucketsCommand).resolves({
    Buckets: Object.entries(buckets).map(([Name, BucketRegion]) => ({ Name, BucketRegion })),
  });
  Object.keys(buckets).forEach((Bucket) => s3.on(HeadBucketCommand, { Bucket }).resolves({}));
  s3.on(GetBucketVersioningCommand).resolves({ Status: 'Enabled' });
  s3.on(GetBucketPolicyCommand).rejects(refusal('NoSuchBucketPolicy', 404));
  s3.on(GetPublicAccessBlockCommand).rejects(refusal('NoSuchPublicAccessBlockConfiguration', 404));
}

test('names that nobody has pass', async () => {
  expect(await examine(bucketNames)).toEqual([]);
  const asked = s3.commandCalls(HeadBucketCommand).map(({ args }) => args[0].input.Bucket);
  expect(asked.sort()).toEqual([PRIMARY, SECONDARY, REDIRECT].sort());
});

test('buckets that the stacks of the site have pass', async () => {
  own({ [PRIMARY]: 'us-east-2', [SECONDARY]: 'us-west-2', [REDIRECT]: 'us-west-2' });
  makeDeployed();
  ownsBuckets(PRIMARY, SECONDARY, REDIRECT);
  expect(await examine(bucketNames)).toEqual([]);
});

describe("a stranger's bucket", () => {
  test.each([
    ['that S3 does not show us', refusal('Forbidden', 403)],
    ['in another Region', refusal('PermanentRedirect', 301)],
    ['in a Region that knows no other', refusal('400', 400, 'UnknownError', { 'x-amz-bucket-region': 'af-south-1' })],
  ])('%s is an error', async (_, error) => {
    s3.on(HeadBucketCommand, { Bucket: SECONDARY }).rejects(error);
    const [finding] = await examine(bucketNames);
    expect(finding).toMatchObject({ severity: 'error', what: 'the bucket example.com belongs to another account' });
  });

  test('that anyone may list is one all the same', async () => {
    s3.on(HeadBucketCommand, { Bucket: REDIRECT }).resolves({});
    expect((await examine(bucketNames))[0]?.fix).toMatch(/leave www\.example\.com out of alternateNames$/);
  });

  test('named as the primary would be takes another name', async () => {
    s3.on(HeadBucketCommand, { Bucket: PRIMARY }).rejects(refusal('Forbidden', 403));
    expect((await examine(bucketNames))[0]?.fix).toBe('set another primaryBucketName in bin/sites.ts');
  });
});

test('a bucket of ours in another Region is an error, with the setting', async () => {
  own({ [SECONDARY]: 'eu-west-1' });
  const [finding] = await examine(bucketNames);
  expect(finding?.what).toBe('the bucket example.com is in eu-west-1, and the site wants it in us-west-2');
  expect(finding?.fix).toContain("set secondaryRegion: 'eu-west-1' in bin/sites.ts");
  expect(finding?.fix).toMatch(/\naws s3api delete-bucket --region eu-west-1 --bucket example\.com$/);
});

test('where the list does not say, the Region is what S3 answers for the name', async () => {
  own({});
  s3.on(ListBucketsCommand).resolves({ Buckets: [{ Name: PRIMARY }] });
  for (const status of [301, 400]) {
    s3.on(HeadBucketCommand, { Bucket: PRIMARY }).rejects(
      refusal('UnknownError', status, '', { 'x-amz-bucket-region': 'eu-west-1' }),
    );
    expect((await examine(bucketNames))[0]?.what).toContain('is in eu-west-1');
  }
});

test('where the list says all, nobody is asked about the names', async () => {
  own({ [PRIMARY]: 'us-east-2', [SECONDARY]: 'us-west-2', [REDIRECT]: 'af-south-1' });
  s3.on(HeadBucketCommand).rejects(refusal('400', 400));
  expect((await examine(bucketNames)).map(({ what }) => what)).toContain(
    'the bucket www.example.com is in af-south-1, and the site wants it in us-west-2',
  );
  expect(s3.commandCalls(HeadBucketCommand)).toHaveLength(0);
});

test.each([
  [503, 'ServiceUnavailable'],
  // no Region: it says nothing of the bucket
  [400, 'BadRequest'],
])('S3 that answers with %s is no finding', async (status, name) => {
  s3.on(HeadBucketCommand).rejects(refusal(name, status));
  await expect(examine(bucketNames)).rejects.toThrow(name);
});

describe('a bucket of ours that no stack has', () => {
  const all = { [PRIMARY]: 'us-east-2', [SECONDARY]: 'us-west-2', [REDIRECT]: 'us-west-2' };
  const findings = async (settings = {}) =>
    (await examine(bucketNames, { settings })).map(({ severity, what }) => `${severity}: ${what}`);

  test('is adopted, which is a warning with the commands', async () => {
    own(all);
    expect(await findings()).toEqual(
      [PRIMARY, SECONDARY, REDIRECT].map(
        (name) =>
          `warning: the bucket ${name} is yours, and no stack of the site has it: npm run deploy adopts it, as it is`,
      ),
    );
    expect((await examine(bucketNames))[0]?.fix).toMatch(
      /npm run deploy\nnpx cdk deploy 'example\.com\/\*' --revert-drift$/,
    );
  });

  test('whose content the deployment would prune is told so', async () => {
    own({ 'my-pages': 'us-east-2' });
    const [finding] = await examine(bucketNames, { settings: { primaryBucketName: 'my-pages' } });
    expect(finding?.why).toContain('the deployment deletes what is in it and not in site/');
    const settings = { primaryBucketName: 'my-pages', contentPath: false as const };
    expect((await examine(bucketNames, { settings }))[0]?.why).not.toContain('deletes');
  });

  test('without versions cannot be adopted as it is', async () => {
    own(all);
    s3.on(GetBucketVersioningCommand, { Bucket: SECONDARY }).resolves({});
    expect(await findings()).toContain('error: the bucket example.com is there already, without versions');
  });

  test('with a policy cannot be adopted as it is', async () => {
    own(all);
    s3.on(GetBucketPolicyCommand, { Bucket: PRIMARY }).resolves({ Policy: '{}' });
    expect(await findings()).toContain(`error: the bucket ${PRIMARY} is there already, with a policy of its own`);
  });

  test('that is to be public and blocks that cannot be adopted as it is', async () => {
    own(all);
    s3.on(GetPublicAccessBlockCommand).resolves({ PublicAccessBlockConfiguration: { BlockPublicPolicy: true } });
    expect(await findings()).toContain(
      'error: the bucket example.com is there already, with its block of public access on',
    );
    expect(s3.commandCalls(GetPublicAccessBlockCommand)).toHaveLength(1);
  });

  test('is not adopted by a trial', async () => {
    own({ [REDIRECT]: 'us-west-2' });
    expect(await findings({ removalPolicy: 'destroy' })).toEqual([
      "error: the bucket www.example.com is there already, and a trial (removalPolicy: 'destroy') cannot adopt it",
    ]);
    const [finding] = await examine(bucketNames, { settings: { removalPolicy: 'destroy' } });
    // with all versions: `aws s3 rb --force` leaves them
    expect(finding?.fix.split('\n').slice(1)).toEqual([
      expect.stringMatching(
        /^aws s3api delete-objects --region us-west-2 --bucket www\.example\.com --delete "\$\(aws s3api list-object-versions /,
      ),
      'aws s3api delete-bucket --region us-west-2 --bucket www.example.com',
    ]);
  });
});
