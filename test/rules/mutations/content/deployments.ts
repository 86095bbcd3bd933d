import { all, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';

const HEALTH = 'Website/Content/HealthObject/CustomResource';
const ASSETS = 'Website/Content/Assets/CustomResource';
const PAGES = 'Website/Content/Pages/CustomResource';
const STALE_ASSETS = 'Website/Content/StaleAssets/CustomResource';
const STALE_PAGES = 'Website/Content/StalePages/CustomResource';
const DEPLOYMENTS = [HEALTH, ASSETS, PAGES, STALE_ASSETS, STALE_PAGES];
const PRIMARY = 'Website/PrimaryBucket/Bucket';
const DISTRIBUTION = 'Website/Delivery/Distribution';
const SECONDARY = 'Secondary/SecondaryBucket/Bucket';
const LAYER = 'Website/Content/HealthObject/AwsCliLayer';

const dependOn =
  (path: string, ...others: string[]): Change =>
  (app) => {
    app.resource(path).DependsOn = others.map((other) => app.logicalId(other));
  };

const REPLICATION = ['Website/PrimaryBucket/ReplicationRole/DefaultPolicy', 'Website/PrimaryBucket/ReplicationRole'];

const both =
  (place: string, value: unknown): Change =>
  (app) =>
    [PAGES, STALE_PAGES].forEach((path) => app.set(path, place, value));

const caching = (header: string) => both('SystemMetadata.cache-control', header);

/** The whole content by one deployment, as the CDK's documentation does it. */
const inOne: Change = (app) => {
  const keys = [PAGES, ASSETS].map((path) => app.get(path, 'SourceObjectKeys.0'));
  const distribution = app.get(STALE_PAGES, 'DistributionId');
  [PAGES, STALE_ASSETS, STALE_PAGES].forEach((path) => app.drop(path));
  const resources = app.stack('Website').template.Resources ?? {};
  for (const resource of Object.values(resources)) {
    Object.assign(resource, { DependsOn: [resource.DependsOn ?? []].flat().filter((id) => id in resources) });
  }
  const properties = {
    SourceObjectKeys: keys,
    SourceBucketNames: keys.map(() => 'cdk-hnb659fds-assets-123456789012-us-east-2'),
    Prune: true,
    Exclude: ['health.txt'],
    DistributionId: distribution,
    SystemMetadata: { 'cache-control': 'public, max-age=0, s-maxage=86400' },
  };
  Object.entries(properties).forEach(([name, value]) => app.set(ASSETS, name, value));
};

export const deploymentMutations: Mutations = {
  broken: {
    'custom-resources-have-a-function': {
      'the token is gone': remove(PAGES, 'ServiceToken'),
      'the token is a role': (app) =>
        app.set(PAGES, 'ServiceToken', {
          'Fn::GetAtt': [app.logicalId('Website/PrimaryBucket/ReplicationRole'), 'Arn'],
        }),
      'the token is a function elsewhere': set(
        PAGES,
        'ServiceToken',
        'arn:aws:lambda:us-west-2:123456789012:function:deploy',
      ),
      'the token is the name of the function, no ARN': (app) =>
        app.set(PAGES, 'ServiceToken', { Ref: (app.get(PAGES, 'ServiceToken.Fn::GetAtt') as string[])[0] }),
    },
    'deployments-have-sources': {
      'no keys': set(PAGES, 'SourceObjectKeys', []),
      'no bucket': remove(PAGES, 'SourceBucketNames'),
      'more keys than buckets': set(PAGES, 'SourceObjectKeys.1', 'a.zip'),
      'an asset that is none': set(PAGES, 'SourceObjectKeys.0', `${'0'.repeat(64)}.zip`),
      'the assets are not there': (app) => {
        app.source.assets = new Map();
      },
      'the bootstrap bucket of another Region': set(
        PAGES,
        'SourceBucketNames.0',
        'cdk-hnb659fds-assets-123456789012-us-west-2',
      ),
      'the bootstrap bucket of another account': set(
        PAGES,
        'SourceBucketNames.0',
        'cdk-hnb659fds-assets-210987654321-us-east-2',
      ),
      'markers for a source that is not there': set(PAGES, 'SourceMarkers', [{ a: 'b' }, { c: 'd' }]),
    },
    'deployments-write-to-the-origin': {
      'the secondary': set(PAGES, 'DestinationBucketName', 'example.com'),
      'a bucket of somebody else': set(ASSETS, 'DestinationBucketName', 'example-org-content'),
      'a redirect': set(ASSETS, 'DestinationBucketName', 'www.example.com'),
      'no bucket': remove(ASSETS, 'DestinationBucketName'),
    },
    'pruning-keeps-what-others-deploy': {
      'stale assets: pages are not left alone': remove(STALE_ASSETS, 'Exclude'),
      'stale assets: only .htm is left alone': set(STALE_ASSETS, 'Exclude', ['*.htm', 'health.txt']),
      'stale assets: the health object is not left alone': remove(STALE_ASSETS, 'Exclude.2'),
      'stale pages: all files are pages': remove(STALE_PAGES, 'Exclude'),
      'stale pages: all files are included': set(STALE_PAGES, 'Include', ['*']),
      'assets remove what is stale': set(ASSETS, 'Prune', true),
      'pages remove what is stale, by default': remove(PAGES, 'Prune'),
      'the health object removes all else': set(HEALTH, 'Prune', true),
      'only the root is left alone': set(STALE_ASSETS, 'Exclude', ['????.html', 'index.html', 'health.txt']),
      'all but letters is left alone': set(STALE_ASSETS, 'Exclude', ['[!a-z]*.html', 'health.txt']),
    },
    'assets-come-before-pages': {
      'pages wait for nothing but replication': dependOn(PAGES, ...REPLICATION),
      'stale assets go before pages are there': dependOn(STALE_ASSETS, ASSETS),
      'stale pages go first': all(dependOn(STALE_PAGES, ...REPLICATION)),
      'pages and assets are swapped': all(
        dependOn(PAGES, ...REPLICATION),
        dependOn(ASSETS, PAGES),
        dependOn(STALE_ASSETS, ASSETS),
      ),
    },
    'deployments-wait-for-replication': {
      'the health object and the function wait for nothing': all(dependOn(LAYER), dependOn(HEALTH)),
      'assets wait for the role alone': all(dependOn(LAYER), dependOn(ASSETS, 'Website/PrimaryBucket/ReplicationRole')),
      'assets wait for the bucket alone': all(dependOn(LAYER), dependOn(ASSETS, PRIMARY)),
    },
    'deployments-leave-objects': {
      'pages go with their deployment': set(PAGES, 'RetainOnDelete', false),
      'assets go with their deployment': set(ASSETS, 'RetainOnDelete', 'false'),
      'everything goes with the health object': set(HEALTH, 'RetainOnDelete', false),
    },
    'index-and-error-pages-are-deployed': {
      'another index': set(SECONDARY, 'WebsiteConfiguration.IndexDocument', 'home.html'),
      'another error page': set(SECONDARY, 'WebsiteConfiguration.ErrorDocument', 'error.html'),
      'pages are not deployed': all(both('Exclude', ['*']), remove(STALE_PAGES, 'Include')),
      'everything is deployed below a prefix': (app) =>
        DEPLOYMENTS.forEach((path) => app.set(path, 'DestinationBucketKeyPrefix', 'site')),
    },
    'pages-of-distributions-are-deployed': {
      'another root': set(DISTRIBUTION, 'DistributionConfig.DefaultRootObject', 'home.html'),
      'another error page': set(
        DISTRIBUTION,
        'DistributionConfig.CustomErrorResponses.0.ResponsePagePath',
        '/errors/404.html',
      ),
      'the root in another case': set(DISTRIBUTION, 'DistributionConfig.DefaultRootObject', 'Index.html'),
      'pages are archives': both('Extract', false),
    },
    'objects-stay-readable': {
      'public by an ACL': both('SystemMetadata.acl', 'public-read'),
      'encrypted with KMS': both('SystemMetadata.sse', 'aws:kms'),
      'encrypted with a key': both('SystemMetadata.sse-kms-key-id', 'abc'),
      'in an archive': both('SystemMetadata.storage-class', 'GLACIER'),
      'in a deep archive': set(ASSETS, 'SystemMetadata.storage-class', 'DEEP_ARCHIVE'),
      'a class that is none': both('SystemMetadata.storage-class', 'STANDARD-IA'),
      'all redirected': both('SystemMetadata.website-redirect', '/'),
      'an option that is none': both('SystemMetadata.cacheControl', 'public'),
      'all pages are text': both('SystemMetadata.content-type', 'text/plain'),
      'all assets are styles': all(inOne, set(ASSETS, 'SystemMetadata.content-type', 'text/css')),
      'all are to be saved': both('SystemMetadata.content-disposition', 'attachment; filename=page'),
      'all are compressed': both('SystemMetadata.content-encoding', 'gzip'),
    },
    'cache-control-is-valid': {
      'a negative age': caching('public, max-age=-1'),
      'an age without a number': caching('public, max-age'),
      'an age in hours': caching('public, max-age=1h'),
      'a colon for an equals sign': caching('public, max-age: 600'),
      'a misspelt directive': caching('public, maxage=600'),
    },
    'pages-are-fresh-in-browsers': {
      'a year': caching('public, max-age=31536000'),
      'for ever': caching('public, max-age=600, s-maxage=600, immutable'),
      'a week': set(PAGES, 'SystemMetadata.cache-control', 'public, max-age=604800'),
    },
    'edges-drop-what-changed': {
      'nothing is invalidated': (app) => {
        for (const path of [STALE_ASSETS, STALE_PAGES]) {
          app.remove(path, 'DistributionId');
          app.remove(path, 'DistributionPaths');
        }
      },
      'pages that are removed last are not invalidated': all(
        remove(STALE_PAGES, 'DistributionId'),
        remove(STALE_PAGES, 'DistributionPaths'),
      ),
      'only the root is invalidated': (app) =>
        [STALE_ASSETS, STALE_PAGES].forEach((path) => app.set(path, 'DistributionPaths', ['/index.html'])),
      'invalidation comes before anything changes': all(
        (app) => app.set(HEALTH, 'DistributionId', app.get(STALE_PAGES, 'DistributionId')),
        ...[STALE_ASSETS, STALE_PAGES].flatMap((path) => [
          remove(path, 'DistributionId'),
          remove(path, 'DistributionPaths'),
        ]),
      ),
    },
    'invalidations-are-valid': {
      'no slash': set(STALE_PAGES, 'DistributionPaths.0', '*'),
      'an address': set(STALE_PAGES, 'DistributionPaths.0', 'https://example.com/*'),
      'a wildcard in the middle': set(STALE_PAGES, 'DistributionPaths.0', '/*/index.html'),
      'no paths': set(STALE_PAGES, 'DistributionPaths', []),
      'paths without a distribution': set(PAGES, 'DistributionPaths', ['/*']),
      '16 wildcards': set(
        STALE_PAGES,
        'DistributionPaths',
        Array.from({ length: 16 }, (_, index) => `/${index}/*`),
      ),
      '3,001 paths': set(
        STALE_PAGES,
        'DistributionPaths',
        Array.from({ length: 3001 }, (_, index) => `/${index}`),
      ),
      'another distribution': set(STALE_PAGES, 'DistributionId', 'E2QWRUHAPOMQZL'),
      'a distribution that reads another bucket': set(
        DISTRIBUTION,
        'DistributionConfig.Origins.0.DomainName',
        'example.com.s3.us-west-2.amazonaws.com',
      ),
    },
  },
  harmless: {
    'everything by one deployment': inOne,
    'one bucket, from another pipeline, as source': all(
      ...[PAGES, STALE_PAGES].flatMap((path) => [
        set(path, 'SourceBucketNames.0', 'builds-of-example'),
        set(path, 'SourceObjectKeys.0', 'site.zip'),
      ]),
      permitted('builds-of-example'),
    ),
    '3,000 paths': set(STALE_PAGES, 'DistributionPaths', [
      '/*',
      ...Array.from({ length: 2999 }, (_, index) => `/${index}`),
    ]),
    '15 wildcards': set(STALE_PAGES, 'DistributionPaths', [
      '/*',
      ...Array.from({ length: 14 }, (_, index) => `/${index}/*`),
    ]),
    'nobody waits for the invalidation': set(STALE_PAGES, 'WaitForDistributionInvalidation', false),
    'a day in browsers': caching('public, max-age=86400, s-maxage=86400'),
    'assets for ever': (app) =>
      [ASSETS, STALE_ASSETS].forEach((path) =>
        app.set(path, 'SystemMetadata.cache-control', 'public, max-age=31536000, immutable'),
      ),
    'metadata of ours': both('UserMetadata', { release: '7' }),
    'pages in English': both('SystemMetadata.content-language', 'en'),
    'pages are said to be HTML': both('SystemMetadata.content-type', 'text/html; charset=utf-8'),
    'objects that are read seldom': (app) =>
      [ASSETS, STALE_ASSETS].forEach((path) => app.set(path, 'SystemMetadata.storage-class', 'INTELLIGENT_TIERING')),
    'pages are never removed': all(
      (app) => app.set(PAGES, 'DistributionId', app.get(STALE_PAGES, 'DistributionId')),
      set(STALE_PAGES, 'Prune', false),
    ),
  },
};

function permitted(bucket: string): Change {
  return (app) => {
    const policy = 'Website/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/ServiceRole/DefaultPolicy';
    app.set(policy, 'PolicyDocument.Statement.3', {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
    });
  };
}
