import * as path from 'node:path';
import MarkdownIt from 'markdown-it';
import { commentOf, LONGEST_COMMENT, type CommentOptions } from '../../lib/pull-request/comment';
import { compared } from '../../lib/pull-request/comparison';
import { comparisonsOf } from '../../lib/pull-request/comparisons';
import type { AnyTemplate, StackTemplate } from '../../lib/pull-request/stack-template';

const RECORDED = path.join(__dirname, 'recorded');

async function recorded(name: string, options: Partial<CommentOptions> = {}): Promise<string> {
  const side = (which: string) => path.join(RECORDED, name, which);
  return commentOf(await comparisonsOf(side('after'), { base: side('before') }), { against: 'base', ...options });
}

function stack(template: AnyTemplate, name = 'Main'): StackTemplate {
  return { path: name, stackName: name, account: '123456789012', region: 'us-east-2', template };
}

/** The rows of the comment's table as a reader sees them: stack, added, changed, replaced, removed, remark. */
function rows(comment: string): string[][] {
  const html = new MarkdownIt({ html: true }).render(comment);
  const text = (cell: string) =>
    cell.replace(/<[^>]+>/g, '').replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
  return [...html.matchAll(/<tr>(.+?)<\/tr>/gs)]
    .map(([, row = '']) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => text(cell)))
    .filter((cells) => cells.length > 0);
}

const SAME = ['0', '0', '0', '0', 'no difference'];
const GONE = ['', '', '', '', 'no longer in the app: it stays deployed until it is destroyed'];

test('no difference is one line', async () => {
  const heading = '### What a deployment of this would change';
  const against = 'Compared with the **base branch**, not with what is deployed.';
  expect(await recorded('no-difference')).toBe(
    `${heading}\n\n${against}\n\nNothing: no difference in any of the 4 stacks.\n`,
  );
});

test.each([
  ['other-page', ['0', '2', '0', '0', 'content only'], SAME, SAME],
  ['slower-health-check', ['0', '0', '1', '0', ''], ['0', '1', '0', '0', ''], SAME],
  ['other-primary-bucket', ['0', '1', '2', '0', '⚠️ 1 stateful'], ['0', '1', '0', '0', ''], ['0', '1', '0', '0', '']],
  ['dropped-name', SAME, SAME, ['0', '0', '0', '1', '⚠️ 1 stateful']],
])('each stack is a row of the table: %s', async (name, website, monitoring, secondary) => {
  expect(rows(await recorded(name))).toEqual([
    ['example.com/Secondary', ...secondary],
    ['example.com/Certificate', ...SAME],
    ['example.com/Website', ...website],
    ['example.com/Monitoring', ...monitoring],
  ]);
});

test.each([
  ['other-primary-bucket', 'PrimaryBucketD7F3B2DB', 'is replaced: the old one is kept, the new one is empty'],
  ['dropped-name', 'RedirectswwwexamplecomBucket83CF2256', 'is removed: it is kept, outside of the stack'],
  ['trial-without-name', 'RedirectswwwexamplecomBucket83CF2256', 'is removed: it is **deleted**'],
])('what is lost for good is listed, and whether AWS keeps it: %s', async (name, resource, what) => {
  const [, line] = /^- ⚠️ (.+)$/m.exec(await recorded(name)) ?? [];
  expect(line).toBe(`<code>${resource}</code> (<code>AWS&#58;&#58;S3&#58;&#58;Bucket</code>) ${what}`);
});

test('a replacement that only a deployment can tell is no certain one', () => {
  const database = (Engine: string) => ({
    Resources: { Data: { Type: 'AWS::RDS::DBInstance', UpdateReplacePolicy: 'Retain', Properties: { Engine } } },
  });
  const comment = commentOf(compared([stack(database('mysql'))], [database('postgres')], []), { against: 'deployed' });
  expect(rows(comment)).toEqual([['Main', '0', '0', '1 perhaps', '0', '⚠️ 1 stateful']]);
  expect(comment).toContain('</code>) may be replaced: the old one is kept, the new one is empty');
});

test('what is replaced is kept when both templates say so', () => {
  const bucket = (BucketName: string, UpdateReplacePolicy: string) => ({
    Resources: { Pages: { Type: 'AWS::S3::Bucket', UpdateReplacePolicy, Properties: { BucketName } } },
  });
  const said = (before: string, after: string) =>
    commentOf(compared([stack(bucket('two', after))], [bucket('one', before)], []), { against: 'deployed' });
  expect(said('Retain', 'Retain')).toContain('is replaced: the old one is kept');
  expect(said('Retain', 'Delete')).toContain('is replaced: the old one is **deleted**');
  expect(said('Delete', 'Retain')).toContain('is replaced: the old one is **deleted**');
});

test('sites that are new and sites that are gone are in the same table', async () => {
  const [, , , , ...added] = rows(await recorded('second-site'));
  expect(added.map(([name, count, , , , remark]) => [name, count, remark])).toEqual([
    ['example.org/Secondary', '6', 'new'],
    ['example.org/Certificate', '1', 'new'],
    ['example.org/Website', '26', 'new'],
    ['example.org/Monitoring', '5', 'new'],
  ]);
  const comment = await recorded('site-that-left');
  const roles = ['Secondary', 'Certificate', 'Website', 'Monitoring'];
  expect(rows(comment).slice(4)).toEqual(roles.map((role) => [`example.org/${role}`, ...GONE]));
  expect(comment).not.toContain('<details>');
  expect(comment).not.toContain('deleted');
});

test('a stack that could not be asked is not said to be new', () => {
  const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
  const comment = commentOf(compared([stack(template)], ['unknown'], []), { against: 'deployed' });
  expect(rows(comment)).toEqual([
    ['Main', '', '', '', '', 'not compared: it is in another account, or not of the CDK'],
  ]);
});

test('it says what it was compared with, and why not with what is deployed', async () => {
  expect(await recorded('other-page', { against: 'deployed' })).toContain(
    '\n\nCompared with the stacks as they are deployed.\n\n',
  );
  expect(await recorded('other-page', { because: 'the pull request comes from a fork of @everyone' })).toContain(
    '\n\nCompared with the **base branch**, not with what is deployed: the pull request comes from a fork of &#64;everyone.\n\n',
  );
});

test('nothing that a stranger wrote takes effect', () => {
  const hostile =
    '`` ``` | </details><img src=x onerror=1> **bold** @everyone #1 [link](http://example.com)\n\n# heading';
  const before = { Resources: { [hostile]: { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': hostile } } } };
  const after = {
    Description: '`````\n</details>\n# heading',
    Resources: { Topic: { Type: hostile, Properties: { [hostile]: hostile } } },
  };
  const comment = commentOf(compared([stack(after, hostile)], [before], []), {
    against: 'base',
    because: hostile,
    longest: LONGEST_COMMENT,
  });
  const tokens = new MarkdownIt({ html: true, linkify: false }).parse(comment, {});
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
  const types = all.map(({ type }) => type);
  expect(types).toEqual(expect.not.arrayContaining(['link_open', 'image', 'hr']));
  expect(types.filter((type) => type === 'heading_open')).toHaveLength(1);
  expect(types.filter((type) => type === 'fence')).toHaveLength(1);
  const html = all
    .filter(({ type }) => type.startsWith('html_'))
    .flatMap(({ content }) => content.match(/<[^>]+>/g) ?? []);
  expect(new Set(html)).toEqual(new Set(['<code>', '</code>', '<details>', '<summary>', '</summary>', '</details>']));
  expect(comment.split('<details>')[0]).not.toMatch(/@everyone|<img|\[link\]/);
  expect(rows(comment)).toHaveLength(1);
});

describe('a comment longer than GitHub takes', () => {
  const many = (count: number): AnyTemplate => ({
    Resources: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`Topic${index}`, { Type: 'AWS::SNS::Topic' }]),
    ),
  });
  const stacks = Array.from({ length: 6 }, (_, index) => stack(many(400), `Stack ${index}`));
  const comparisons = compared(stacks, [], []);
  const run = 'https://example.com/runs/1';
  const whole = commentOf(comparisons, { against: 'deployed', run });

  test('is cut at the end of a line, with its table whole and its folds closed', () => {
    const comment = commentOf(comparisons, { against: 'deployed', run, longest: LONGEST_COMMENT });
    expect(comment.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(comment.length).toBeGreaterThan(LONGEST_COMMENT - 3_000);
    expect(rows(comment)).toHaveLength(6);
    const folds = comment.match(/<details>/g) ?? [];
    expect(folds.length).toBeGreaterThan(1);
    expect(folds.length).toBe(comment.match(/<\/details>/g)?.length);
    expect(comment.match(/^```$/gm)).toHaveLength(2 * folds.length);
    const [, left = ''] =
      /\*\*(\d+) lines of the differences are left out\.\*\* \[The run\]\(<(.+)>\) has all of it\./.exec(comment) ?? [];
    const shown = (text: string) => (text.match(/^\[\+\] AWS::SNS::Topic/gm) ?? []).length;
    expect(shown(whole)).toBe(2_400);
    expect(shown(comment)).toBe(2_400 - Number(left));
    expect(whole).not.toContain('left out');
  });

  test('is not cut when it is just short enough', () => {
    expect(commentOf(comparisons, { against: 'deployed', run, longest: whole.length + 1_000 })).toBe(whole);
    expect(commentOf(comparisons, { against: 'deployed', run, longest: whole.length + 900 })).toContain('left out');
  });

  test('shortens a line that is long in itself', () => {
    const topic = (DisplayName: string) => ({
      Resources: { Page: { Type: 'AWS::SNS::Topic', Properties: { DisplayName } } },
    });
    const one = compared([stack(topic('n'.repeat(70_000)))], [topic('none')], []);
    const comment = commentOf(one, { against: 'deployed', longest: LONGEST_COMMENT });
    const [, more] = /n{900,1000} … \((\d+) more characters\)/.exec(comment) ?? [];
    expect(Number(more)).toBeGreaterThan(69_000);
    expect(commentOf(one, { against: 'deployed' })).toContain('n'.repeat(70_000));
  });

  test('says so when its table alone is too long', () => {
    const named = Array.from({ length: 100 }, (_, index) => stack(many(1), `${index}${'|'.repeat(300)}`));
    const comment = commentOf(compared(named, [], []), { against: 'deployed', run, longest: LONGEST_COMMENT });
    expect(comment.split('\n\n').slice(2)).toEqual([
      '**The table alone is too long for a comment.** [The run](<https://example.com/runs/1>) has all of it.\n',
    ]);
  });
});
