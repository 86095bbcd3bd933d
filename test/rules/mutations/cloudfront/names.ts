import type { Change } from '../../mutable-app';
import { set } from '../../mutable-app';

export const DISTRIBUTION = 'Website/Delivery/Distribution';
export const CONTROL = 'Website/Delivery/Distribution/Origin1/S3OriginAccessControl';
export const HEADERS = 'Website/Delivery/SecurityHeaders';
export const FUNCTION = 'Website/Delivery/ViewerRequest/Function';
export const CERTIFICATE = 'Certificate/Certificate';
export const PRIMARY = 'Website/PrimaryBucket/Bucket';
export const SECONDARY = 'Secondary/SecondaryBucket/Bucket';
export const ORIGIN = 'DistributionConfig.Origins.0';
export const BEHAVIOR = 'DistributionConfig.DefaultCacheBehavior';

/** Writes into the configuration of the distribution. */
export const configure = (place: string, value: unknown): Change =>
  set(DISTRIBUTION, `DistributionConfig.${place}`, value);

/** Adds another behavior, like the default one but for what is given. */
export const addBehavior =
  (...others: Record<string, unknown>[]): Change =>
  (app) => {
    const like = app.get(DISTRIBUTION, BEHAVIOR) as Record<string, unknown>;
    app.set(
      DISTRIBUTION,
      'DistributionConfig.CacheBehaviors',
      others.map((other) => ({ ...like, PathPattern: '/assets/*', ...other })),
    );
  };

/** Adds the secondary bucket, which is public, as an origin, and a group of both that the default behavior targets. */
export const addOriginGroup =
  (group: Record<string, unknown> = {}): Change =>
  (app) => {
    const origin = app.get(DISTRIBUTION, ORIGIN) as { Id: string };
    const secondary = {
      Id: 'secondary',
      DomainName: 'example.com.s3.us-west-2.amazonaws.com',
      S3OriginConfig: { OriginAccessIdentity: '' },
    };
    app.set(DISTRIBUTION, 'DistributionConfig.Origins', [origin, secondary]);
    app.set(DISTRIBUTION, 'DistributionConfig.OriginGroups', {
      Quantity: 1,
      Items: [
        {
          Id: 'both',
          FailoverCriteria: { StatusCodes: { Quantity: 4, Items: [500, 502, 503, 504] } },
          Members: { Quantity: 2, Items: [{ OriginId: origin.Id }, { OriginId: 'secondary' }] },
          ...group,
        },
      ],
    });
    app.set(DISTRIBUTION, `${BEHAVIOR}.TargetOriginId`, 'both');
  };

/** Edits the code of the viewer-request function. */
export const edit =
  (part: string | RegExp, by: string): Change =>
  (app) => {
    const code = app.get(FUNCTION, 'FunctionCode') as string;
    const edited = code.replace(part, () => by);
    if (edited === code) {
      throw new Error(`no ${String(part)} in the function`);
    }
    app.set(FUNCTION, 'FunctionCode', edited);
  };

/** Puts a statement before the function's first one. */
export const begin = (statement: string): Change =>
  edit('var request = event.request;', `var request = event.request;${statement}`);
