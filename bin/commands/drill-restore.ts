import type { Clock } from '../../lib/operate/clock';
import type { Site } from '../../lib/site-config';
import { progress } from './output';
import type { AwsOptions } from './site-options';

interface RestoreOptions extends AwsOptions {
  readonly evenWithoutIntent?: true;
  readonly healthCheck?: string;
}

/** `drill --restore`: what a drill has left is finished, on the switch of a site that has one, unless a health check is named. */
export async function runRestore(options: RestoreOptions, site: Site, clock: Clock): Promise<void> {
  const { Aws } = await import('../../lib/operate/aws.ts');
  const { healthCheck: healthCheckId } = options;
  const evenWithoutIntent = options.evenWithoutIntent === true;
  const settings = { site, aws: new Aws(options), clock, evenWithoutIntent, tell: progress };
  if (site.mode.usesSwitch && healthCheckId === undefined) {
    const { restoreSwitch, switchRestoreText } = await import('../../lib/operate/drill/switch-restore.ts');
    const report = await restoreSwitch(settings);
    console.log(options.json ? JSON.stringify(report, null, 2) : switchRestoreText(report));
    return;
  }
  const { restore, restoreText } = await import('../../lib/operate/drill/restore.ts');
  const report = await restore({ ...settings, healthCheckId });
  console.log(options.json ? JSON.stringify(report, null, 2) : restoreText(report));
}
