import type { KnownMetric } from './known-metrics';

const count = { subject: 'api', unit: 'Count', range: [0, Infinity] } as const;
const time = { subject: 'api', unit: 'Milliseconds', range: [0, Infinity], good: 'low' } as const;
const STATISTICS = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount', 'percentile'];

/**
 * Of HTTP APIs; an average of errors is their rate.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
export const API_GATEWAY: Readonly<Record<string, KnownMetric>> = {
  '4xx': { ...count, statistics: ['Sum', 'Average'], good: 'low', perOperation: true },
  '5xx': { ...count, statistics: ['Sum', 'Average'], good: 'low', perOperation: true },
  Count: { ...count, statistics: ['Sum', 'SampleCount'] },
  IntegrationLatency: { ...time, statistics: STATISTICS },
  Latency: { ...time, statistics: STATISTICS },
  DataProcessed: { ...count, unit: 'Bytes', statistics: ['Sum', 'Average'] },
};
