import type { Resource } from '../assembly/resource';
import { isRecord } from '../assembly/value';
import { knownMetric } from './known-metrics';
import type { Metric } from './metrics';

/** A widget of a dashboard. */
export type Widget = Record<string, unknown> & { readonly properties: Record<string, unknown> };

/** The widgets of a dashboard; undefined when its body is not JSON with a list of them. */
export function widgetsOf(dashboard: Resource): Widget[] | undefined {
  const body = parsed(dashboard.at('DashboardBody').text);
  const widgets = body && (body.widgets ?? []);
  return Array.isArray(widgets) && widgets.every(isRecord)
    ? widgets.map((widget) => ({ ...widget, properties: isRecord(widget.properties) ? widget.properties : {} }))
    : undefined;
}

function parsed(body = '{}'): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

export function metricsOfDashboard(dashboard: Resource): Metric[] {
  return (widgetsOf(dashboard) ?? []).flatMap(({ properties }) => metricsOfWidget(properties, dashboard));
}

/**
 * `["AWS/S3", "BytesDownloaded", "BucketName", "example", { "stat": "Sum" }]`, where `.` repeats what is above and `...`
 * all of it up to the last.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
function metricsOfWidget(properties: Widget['properties'], dashboard: Resource): Metric[] {
  const body = dashboard.at('DashboardBody');
  let above: string[] = [];
  return (Array.isArray(properties.metrics) ? (properties.metrics as unknown[]) : []).flatMap((row) => {
    const cells: unknown[] = Array.isArray(row) ? row : [];
    const options = cells.find(isRecord) ?? {};
    const texts = expanded(
      cells.filter((cell) => typeof cell === 'string'),
      above,
    );
    const setting = (name: string) => options[name] ?? properties[name];
    if (texts.length < 2 || setting('accountId') !== undefined) {
      return [];
    }
    above = texts;
    const [namespace = '', name = '', ...pairs] = texts;
    const { stat = 'Average', period = 300, region = dashboard.stack.region } = { ...properties, ...options };
    return [
      {
        namespace,
        name,
        dimensions: new Map(pairs.flatMap((key, index) => (index % 2 === 0 ? [[key, pairs[index + 1] ?? '']] : []))),
        statistic: String(stat),
        period: Number(period),
        region: String(region),
        known: knownMetric(namespace, name),
        places: { namespace: body, name: body, dimensions: body, statistic: body, period: body, unit: body },
      },
    ];
  });
}

function expanded(texts: string[], above: string[]): string[] {
  const last = texts.slice(1);
  const filled = texts[0] === '...' ? [...above.slice(0, above.length - last.length), ...last] : texts;
  return filled.map((text, index) => (text === '.' ? (above[index] ?? text) : text));
}
