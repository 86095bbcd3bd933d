import type { Clock } from '../../lib/operate/clock';
import type { Site } from '../../lib/site-config';
import { progress } from './output';
import type { AwsOptions } from './site-options';

interface RestoreOptions extends AwsOptions {
  readonly evenWithoutIntent?: true;
  readonly healthCheck?: string;
}

/** `drill --restore`: what a drill has left is finished. */
export async function runRestore(options: RestoreOptions, site: Site, clock: Clock): Promise<void> {
  const [{ restore, restoreText }, { Aws }] = await Promise.all([
    import('../../lib/operate/drill/restore.ts'),
    import('../../lib/operate/aws.ts'),
  ]);
  const report = await restore({
    site,
    aws: new Aws(options),
    clock,
    healthCheckId: options.healthCheck,
    evenWithoutIntent: options.evenWithoutIntent === true,
    tell: progress,
  });
  console.log(options.json ? JSON.stringify(report, null, 2) : restoreText(report));
}
