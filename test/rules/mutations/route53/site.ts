import type { ResourceSource } from '../../../../lib/rules/assembly/assembly-source';
import type { Change, MutableApp } from '../../mutable-app';

export const PRIMARY = 'Website/Aliases/example.com/Primary';
export const SECONDARY = 'Website/Aliases/example.com/Secondary';
export const WWW_PRIMARY = 'Website/Aliases/www.example.com/Primary';
export const WWW_SECONDARY = 'Website/Aliases/www.example.com/Secondary';
export const CHECK = 'Website/OriginHealthCheck/HealthCheck';
export const DISTRIBUTION = 'Website/Delivery/Distribution';
export const BUCKET = 'Website/PrimaryBucket/Bucket';
export const POLICY = 'Website/PrimaryBucket/Bucket/Policy';
export const SECONDARY_BUCKET = 'Secondary/SecondaryBucket/Bucket';

const RECORD = 'AWS::Route53::RecordSet';
export const ZONE = 'Z0123456789EXAMPLE';
export const WEBSITE_ZONE = 'Z3BJ6K6RIION7M';
export const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';
export const OTHER_CHECK = '0b8b9d3e-41f1-4c0e-9f55-6a3f3d6c2f11';

/** Puts a record into the website's stack. */
export function record(properties: object): Change {
  return resource(RECORD, { HostedZoneId: ZONE, ...properties });
}

/** Puts a resource into the website's stack. */
export function resource(type: string, properties: object, logicalId = 'Added'): Change {
  return (app) => app.add('Website', logicalId, { Type: type, Properties: properties });
}

/** A health check beside the site's own, which the change that is made of its reference uses. */
export function check(config: object, use: (ref: object) => Change, logicalId = 'AddedCheck'): Change {
  return (app) => {
    const { DependsOn } = app.resource(CHECK);
    app.add('Website', logicalId, {
      Type: 'AWS::Route53::HealthCheck',
      Properties: { HealthCheckConfig: config },
      DependsOn,
    });
    use({ Ref: logicalId })(app);
  };
}

/** Has the alarm and the dashboard watch another check. */
export function watched(logicalId: string): Change {
  return (app) => {
    const own = JSON.stringify({ Ref: app.logicalId(CHECK) });
    for (const output of Object.values(app.stack('Website').template.Outputs ?? {})) {
      if (JSON.stringify(output.Value) === own) {
        (output as { Value: unknown }).Value = { Ref: logicalId };
      }
    }
  };
}

/** A change that needs the id of another resource. */
export function withRef(path: string, change: (ref: { Ref: string }) => Change): Change {
  return (app) => change({ Ref: app.logicalId(path) })(app);
}

export function bothPrimaries(place: string, value: unknown): Change {
  return (app) => [PRIMARY, WWW_PRIMARY].forEach((path) => app.set(path, place, value));
}

/** Takes out of `DependsOn` what begins so. */
export function noLongerAfter(path: string, ...beginnings: string[]): Change {
  return (app) => {
    const changed = app.resource(path);
    changed.DependsOn = [changed.DependsOn ?? []]
      .flat()
      .filter((id) => !beginnings.some((beginning) => id.startsWith(beginning)));
  };
}

/** Writes a pair as one group, its records changed. */
export function grouped(
  primary: (properties: Record<string, unknown>) => void = () => undefined,
  secondary: (properties: Record<string, unknown>) => void = () => undefined,
): Change {
  return inOneGroup([PRIMARY, SECONDARY], [primary, secondary]);
}

/** Writes records as one group. */
export function inOneGroup(
  paths: readonly string[],
  changes: readonly ((properties: Record<string, unknown>) => void)[] = [],
): Change {
  return (app) => {
    const DependsOn = app.resource(PRIMARY).DependsOn;
    const RecordSets = paths.map((path) => take(app, path));
    RecordSets.forEach((properties, index) => {
      delete properties.HostedZoneId;
      changes[index]?.(properties);
    });
    app.add('Website', 'Group', {
      Type: 'AWS::Route53::RecordSetGroup',
      Properties: { HostedZoneId: ZONE, RecordSets },
      DependsOn,
    });
  };
}

/** Takes a deployed resource out, and what waits for it no longer does. */
export function undone(path: string): Change {
  return (app) => {
    const id = app.logicalId(path);
    app.drop(path);
    for (const resource of Object.values(app.stack('Website').template.Resources ?? {})) {
      if (resource.DependsOn !== undefined) {
        (resource as { DependsOn?: string[] }).DependsOn = [resource.DependsOn].flat().filter((other) => other !== id);
      }
    }
  };
}

function take(app: MutableApp, path: string): Record<string, unknown> {
  const { Properties } = app.resource(path) as ResourceSource;
  app.drop(path);
  return structuredClone(Properties) as Record<string, unknown>;
}
