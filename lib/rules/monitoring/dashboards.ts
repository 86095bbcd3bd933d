import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { widgetsOf, type Widget } from './dashboard-metrics';

const TYPES = ['metric', 'text', 'log', 'alarm', 'explorer', 'custom'];
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  text: ['markdown'],
  log: ['query', 'region'],
  alarm: ['alarms'],
  custom: ['endpoint'],
};

/** That dashboards show something. */
export const dashboardRules: readonly Rule[] = [
  {
    id: 'dashboards-are-valid',
    severity: 'error',
    sentence:
      'A dashboard is JSON with 500 widgets at most, each of a known type, inside a grid of 24 columns, with what its type ' +
      'needs.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html',
    types: ['AWS::CloudWatch::Dashboard'],
    *check(dashboard) {
      const name = dashboard.at('DashboardName');
      const body = dashboard.at('DashboardBody');
      if (name.exists && !/^[A-Za-z0-9_-]{1,255}$/.test(name.text ?? '')) {
        yield {
          at: name,
          wrong: `a dashboard cannot be called ${String(name)}`,
          write: 'use letters, digits, hyphens and underscores, 255 at most',
        };
      }
      const widgets = widgetsOf(dashboard);
      if (!widgets) {
        yield { at: body, wrong: 'the body is no JSON with a list of widgets', write: 'write it with JSON.stringify' };
        return;
      }
      if (widgets.length === 0 || widgets.length > 500) {
        yield { at: body, wrong: `the dashboard has ${widgets.length} widgets`, write: 'give it 1 to 500' };
      }
      for (const [index, widget] of widgets.entries()) {
        yield* invalid(widget, index, body);
      }
    },
  },
];

function* invalid(widget: Widget, index: number, at: Value): Generator<Problem> {
  const type = String(widget.type);
  const problem = (wrong: string, write: string): Problem => ({ at, wrong: `widget ${index + 1} ${wrong}`, write });
  if (!TYPES.includes(type)) {
    yield problem(`has the type ${type}`, `set it to one of ${TYPES.join(', ')}`);
  }
  const missing = (NEEDED[type] ?? []).filter((name) => widget.properties[name] === undefined);
  if (missing.length > 0) {
    yield problem(`has no ${missing.join(', ')}`, `give it ${missing.join(', ')}`);
  }
  const { metrics, annotations } = widget.properties;
  const shown = Array.isArray(metrics) ? metrics.length : 0;
  if (type === 'metric' && (shown > 500 || (shown === 0 && annotations === undefined))) {
    yield problem(`shows ${shown} metrics`, 'give it 1 to 500');
  }
  const [x, width, height] = [widget.x, widget.width, widget.height].map((number) => Number(number ?? 1));
  const isInside = inRange(x, 0, 23) && inRange(width, 1, 24) && inRange(height, 1, 1000);
  if (!isInside || Number(x) + Number(width) > 24) {
    yield problem(`does not fit: x ${x}, width ${width}, height ${height}`, 'keep x + width within 24 columns');
  }
}

function inRange(number: number | undefined, least: number, most: number): boolean {
  return Number.isInteger(number) && Number(number) >= least && Number(number) <= most;
}
