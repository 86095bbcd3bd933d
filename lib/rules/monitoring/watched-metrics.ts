import type { Assembly } from '../assembly/assembly';
import { metricsOfAlarm } from './metrics';

/** By which an alarm tells that a health check became unhealthy. */
export const CHECK_METRICS = ['HealthCheckStatus', 'HealthCheckPercentageHealthy'];

/** Whether an alarm watches one of some metrics of a health check, a distribution, an API, or a source with its destination. */
export function isWatched(assembly: Assembly, metrics: readonly string[], ...subject: string[]): boolean {
  const watched = assembly.once(watchedMetrics);
  return metrics.some((metric) => watched.has([metric, ...subject].join(' ')));
}

function watchedMetrics(assembly: Assembly): Set<string> {
  return new Set(
    assembly
      .all('AWS::CloudWatch::Alarm')
      .flatMap((alarm) => metricsOfAlarm(alarm))
      .flatMap(({ name, dimensions }) => [
        [name, dimensions.get('HealthCheckId') ?? dimensions.get('DistributionId') ?? dimensions.get('ApiId')].join(
          ' ',
        ),
        [name, dimensions.get('SourceBucket'), dimensions.get('DestinationBucket')].join(' '),
      ]),
  );
}
