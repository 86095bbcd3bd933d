import { Duration, IgnoreMode, RemovalPolicy } from 'aws-cdk-lib';
import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { AssetOptions } from 'aws-cdk-lib/aws-s3-assets';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct, type IDependable } from 'constructs';

/** Pages link to everything else: they go up last, and browsers always ask whether they changed. */
const PAGES = ['*.[hH][tT][mM][lL]', '*.[hH][tT][mM]'];

/** Edges keep a copy until the next deployment, and serve it while the origin fails. */
const AT_EDGES = [CacheControl.sMaxAge(Duration.days(1)), CacheControl.staleIfError(Duration.days(1))];
const PAGES_CACHE_CONTROL = [CacheControl.setPublic(), CacheControl.maxAge(Duration.seconds(0)), ...AT_EDGES];
const ASSETS_CACHE_CONTROL = [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(10)), ...AT_EDGES];

export interface PublishedContentProps {
  /** Bucket that gets the objects. */
  readonly bucket: s3.IBucket;

  /** Told to drop what its edges keep, once everything is there. */
  readonly distribution: cloudfront.IDistribution;

  /** Nothing is written before this: only objects written while replication works are copied. */
  readonly replication: IDependable;

  /** Key of the health check's object; published whatever `contentPath` is, and never pruned. */
  readonly healthObjectKey: string;

  /**
   * Directory to publish.
   *
   * @default - only the health check's object
   */
  readonly contentPath?: string;

  /**
   * Whether the directory holds the health check's object itself.
   *
   * @default false - the app makes one
   */
  readonly ownHealthObject?: boolean;
}

/**
 * The bucket's objects: assets, then pages, then the removal of what is stale, so that no page ever misses an asset.
 *
 * `BucketDeployment` uploads all of its source whenever that changes; so pages and assets are two sources, and a kind
 * that did not change is not touched. Its removal of stale objects is an upload too: it comes a second time, with
 * `prune`, when everything new is there.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html
 */
export class PublishedContent extends Construct {
  constructor(scope: Construct, id: string, props: PublishedContentProps) {
    super(scope, id);

    const { contentPath, healthObjectKey } = props;
    const common = {
      destinationBucket: props.bucket,
      logGroup: new logs.LogGroup(this, 'Log', {
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      prune: false,
    };
    const health = new BucketDeployment(this, 'HealthObject', {
      ...common,
      sources: [
        contentPath && props.ownHealthObject
          ? Source.asset(contentPath, only([`/${healthObjectKey}`]))
          : Source.data(healthObjectKey, 'ok\n'),
      ],
      cacheControl: [CacheControl.noStore()],
    });
    health.node.addDependency(props.replication);
    if (contentPath === undefined) {
      return;
    }

    const assets = {
      ...common,
      sources: [Source.asset(contentPath, allBut([...PAGES, '!*/', `/${healthObjectKey}`, '.DS_Store']))],
      cacheControl: ASSETS_CACHE_CONTROL,
    };
    const pages = { ...common, sources: [Source.asset(contentPath, only(PAGES))], cacheControl: PAGES_CACHE_CONTROL };
    const removal = { prune: true, distribution: props.distribution, distributionPaths: ['/*'] };
    const steps = [
      new BucketDeployment(this, 'Assets', assets),
      new BucketDeployment(this, 'Pages', pages),
      new BucketDeployment(this, 'StaleAssets', { ...assets, ...removal, exclude: [...PAGES, healthObjectKey] }),
      new BucketDeployment(this, 'StalePages', { ...pages, ...removal, exclude: ['*'], include: PAGES }),
    ];
    steps.reduce<IDependable>((previous, step) => {
      step.node.addDependency(previous);
      // every deployment declares a layer with the AWS CLI, but all share one function, which has that of the first
      step.node.tryRemoveChild('AwsCliLayer');
      return step;
    }, props.replication);
  }
}

function only(patterns: string[]): AssetOptions {
  return allBut(['*', '!*/', ...patterns.map((pattern) => `!${pattern}`)]);
}

/** Patterns as in a `.gitignore`: one without a slash matches at any depth. */
function allBut(exclude: string[]): AssetOptions {
  return { exclude, ignoreMode: IgnoreMode.GIT };
}
