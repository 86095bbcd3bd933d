import * as fs from 'node:fs';
import * as path from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { App, Stack } from 'aws-cdk-lib';
import { PublishedContent, type PublishedContentProps } from '../../lib/constructs/published-content';
import { contentDirectory, testStack } from '../helpers';

const DEPLOYMENT = 'Custom::CDKBucketDeployment';

interface Deployment {
  readonly DependsOn: string[];
  readonly Properties: Record<string, unknown>;
}

class Published {
  readonly template: Template;
  private readonly assembly: string;

  constructor(props: Partial<PublishedContentProps> = {}) {
    const stack: Stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('s3.amazonaws.com') });
    new PublishedContent(stack, 'Content', {
      bucket: new s3.Bucket(stack, 'Bucket'),
      distribution: cloudfront.Distribution.fromDistributionAttributes(stack, 'Distribution', {
        distributionId: 'E1',
        domainName: 'd1.cloudfront.net',
      }),
      replication: role,
      healthObjectKey: 'health.txt',
      contentPath: contentDirectory({
        'index.html': '',
        'a/page.HTM': '',
        'a/style.css': '',
        'health.txt': 'own',
        'a/health.txt': '',
        LICENSE: '',
        'v1.html/style.css': '',
        'v1.html/index.html': '',
        '!bang #hash [x]{y} é.css': '',
        '.DS_Store': '',
      }),
      ...props,
    });
    this.template = Template.fromStack(stack);
    this.assembly = (stack.node.root as App).outdir;
  }

  deployment(id: string): Deployment {
    const found = Object.entries(this.template.findResources(DEPLOYMENT)).find(([logicalId]) =>
      logicalId.startsWith(`Content${id}CustomResource`),
    );
    return found?.[1] as unknown as Deployment;
  }

  /** What the deployment's archive holds. */
  files(id: string): string[] {
    const [key] = this.deployment(id).Properties.SourceObjectKeys as string[];
    const directory = path.join(this.assembly, `asset.${path.basename(String(key), '.zip')}`);
    return fs
      .readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
      .sort();
  }
}

const published = new Published();

test('every file is published once: as a page, as an asset, or as the object of the health check', () => {
  expect(published.files('Pages')).toEqual(['a/page.HTM', 'index.html', 'v1.html/index.html']);
  expect(published.files('Assets')).toEqual([
    '!bang #hash [x]{y} é.css',
    'LICENSE',
    'a/health.txt',
    'a/style.css',
    'v1.html/style.css',
  ]);
  expect(published.files('HealthObject')).toEqual(['health.txt']);
});

test('assets go up, then pages, then what is stale is removed: first nothing is deleted', () => {
  const id = (name: string) => expect.stringMatching(new RegExp(`^Content${name}CustomResource`)) as string;
  expect(published.deployment('Pages').DependsOn).toContainEqual(id('Assets'));
  expect(published.deployment('StaleAssets').DependsOn).toContainEqual(id('Pages'));
  expect(published.deployment('StalePages').DependsOn).toContainEqual(id('StaleAssets'));
  const pruning = (name: string) => published.deployment(name).Properties.Prune;
  expect(['HealthObject', 'Assets', 'Pages'].map(pruning)).toEqual([false, false, false]);
  expect(['StaleAssets', 'StalePages'].map(pruning)).toEqual([true, true]);
});

test('the removal of one kind spares the other kind and the object of the health check', () => {
  const PAGES = ['*.[hH][tT][mM][lL]', '*.[hH][tT][mM]'];
  expect(published.deployment('StaleAssets').Properties).toMatchObject({ Exclude: [...PAGES, 'health.txt'] });
  expect(published.deployment('StalePages').Properties).toMatchObject({ Exclude: ['*'], Include: PAGES });
  expect(published.files('StaleAssets')).toEqual(published.files('Assets'));
  expect(published.files('StalePages')).toEqual(published.files('Pages'));
});

test('nothing is written before replication works', () => {
  for (const first of ['Assets', 'HealthObject']) {
    expect(published.deployment(first).DependsOn).toEqual([expect.stringMatching(/^Role/)]);
  }
});

test('each kind has the Cache-Control that suits it', () => {
  const cacheControl = (name: string) =>
    (published.deployment(name).Properties.SystemMetadata as Record<string, string>)['cache-control'];
  expect(['Pages', 'StalePages'].map(cacheControl)).toEqual(
    Array(2).fill('public, max-age=0, s-maxage=86400, stale-if-error=86400'),
  );
  expect(['Assets', 'StaleAssets'].map(cacheControl)).toEqual(
    Array(2).fill('public, max-age=600, s-maxage=86400, stale-if-error=86400'),
  );
  expect(cacheControl('HealthObject')).toBe('no-store');
});

test('edges drop what they keep when everything is there', () => {
  for (const last of ['StaleAssets', 'StalePages']) {
    expect(published.deployment(last).Properties).toMatchObject({ DistributionId: 'E1', DistributionPaths: ['/*'] });
  }
  expect(published.deployment('Pages').Properties).not.toHaveProperty('DistributionId');
});

test("the app publishes the health check's object when the content does not", () => {
  const bare = new Published({ contentPath: undefined });
  expect(bare.files('HealthObject')).toEqual(['health.txt']);
  bare.template.resourceCountIs(DEPLOYMENT, 1);
});

test("the health check's object is the content's own where it has one, at any depth", () => {
  const own = new Published({ healthObjectKey: 'a/health.txt', ownHealthObject: true });
  expect(own.files('HealthObject')).toEqual(['a/health.txt']);
  expect(own.files('Assets')).toEqual([
    '!bang #hash [x]{y} é.css',
    'LICENSE',
    'a/style.css',
    'health.txt',
    'v1.html/style.css',
  ]);
});

test('one function with one layer and a log that ends does all of it', () => {
  published.template.resourceCountIs('AWS::Lambda::Function', 1);
  published.template.resourceCountIs('AWS::Lambda::LayerVersion', 1);
  published.template.hasResource('AWS::Logs::LogGroup', {
    DeletionPolicy: 'Delete',
    Properties: { RetentionInDays: 30 },
  });
  published.template.hasResourceProperties('AWS::Lambda::Function', {
    LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^ContentLog') } },
  });
});
