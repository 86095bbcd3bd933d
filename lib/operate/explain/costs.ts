import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Site } from '../../site-config';
import { fixed, healthCheckCost, millions, readsOf, type Cost, type Rate } from './cost-lines';
import { distributionCheckCosts, ENDPOINT_RATES, switchCosts } from './https-costs';
import prices from './prices.json';

export interface Costs {
  /** Of the price table, YYYY-MM-DD. */
  readonly date: string;
  /** Whose prices they are: those of other Regions differ. */
  readonly region: string;
  readonly monthly: readonly Cost[];
  readonly low: number;
  readonly high: number;
  /** Beside these, what visitors ask of CloudFront. */
  readonly rates: readonly Rate[];
}

/** Latency, bytes and operations pending. */
const REPLICATION_METRICS = 3;
const GIGABYTE = 1e9;

const { route53, s3, cloudwatch } = prices.sources;

/** One of the health check, of CloudFront, and of replication in each Region; of what decides, and of the endpoint. */
function alarmsOf({ mode }: Site): number {
  return 4 + (mode.usesSwitch ? 1 : 0) + (mode.hasHttpsEndpoint ? 1 : 0);
}

/** What a site costs before anybody visits it, from the price table in `prices.json`. */
export function costsOf(site: Site): Costs {
  const { mode } = site;
  const alarms = alarmsOf(site);
  const monthly = [
    { what: 'hosted zone', ...fixed(prices.hostedZoneMonth), page: route53 },
    healthCheckCost(site),
    readsCost(site),
    ...(mode.hasSwitch ? switchCosts(site) : []),
    ...(site.secondaryEndpoint === 'https' ? distributionCheckCosts(site) : []),
    {
      what: `${alarms} alarms`,
      low: 0,
      high: alarms * prices.alarmMonth,
      note: 'nothing while the account has free ones left',
      page: cloudwatch,
    },
    {
      what: 'dashboard',
      low: 0,
      high: prices.dashboardMonth,
      note: 'nothing while the account has a free one left',
      page: cloudwatch,
    },
    {
      what: 'replication metrics',
      low: 0,
      high: REPLICATION_METRICS * prices.customMetricMonth,
      note: "if they are billed as custom metrics: AWS's pages are not clear",
      page: s3,
    },
    ...storageCosts(site),
  ];
  const sum = (end: 'low' | 'high') => monthly.reduce((total, cost) => total + cost[end], 0);
  return {
    date: prices.date,
    region: prices.region,
    monthly,
    low: sum('low'),
    high: sum('high'),
    rates: ratesOf(site),
  };
}

function readsCost(site: Site): Cost {
  const { path: checked } = site.healthCheck;
  const reads = readsOf(site);
  return {
    what: `${millions(reads)} reads of ${checked} by the checkers`,
    ...fixed((reads / 1000) * prices.getThousand),
    page: s3,
  };
}

function storageCosts({ contentPath, content }: Site): Cost[] {
  if (!contentPath || !content) {
    return [];
  }
  const bytes = content.keys.reduce((total, key) => total + fs.statSync(path.join(contentPath, key)).size, 0);
  return [
    {
      what: `two copies of ${contentPath}, ${size(bytes)} each`,
      ...fixed(2 * (bytes / GIGABYTE) * prices.storageGigabyteMonth),
      note: 'old versions come on top until they end',
      page: s3,
    },
  ];
}

function size(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : Number(value.toPrecision(3))} ${units[power]}`;
}

function ratesOf({ replicationTimeControl, mode }: Site): Rate[] {
  return [
    { what: 'storage, in each Region', price: prices.storageGigabyteMonth, per: 'GB a month', page: s3 },
    { what: 'transfer to the secondary', price: prices.transferBetweenRegionsGigabyte, per: 'GB written', page: s3 },
    { what: 'writing, in each Region', price: prices.putThousand, per: '1,000 objects', page: s3 },
    ...(replicationTimeControl
      ? [
          {
            what: 'replication time control',
            price: prices.replicationTimeControlGigabyte,
            per: 'GB written',
            page: s3,
          },
        ]
      : []),
    ...(mode.hasHttpsEndpoint ? ENDPOINT_RATES : []),
  ];
}
