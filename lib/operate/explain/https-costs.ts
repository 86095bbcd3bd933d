import { SWITCH_INTERVAL_SECONDS } from '../../config/names';
import type { Site } from '../../site-config';
import { healthCheckCost, millions, readsOf, type Cost, type Rate } from './cost-lines';
import prices from './prices.json';

const { route53, s3, cloudfront, apiGateway, lambda } = prices.sources;

/** Of a function of 1,769 MB, which answers within some 100 ms: cold starts are rare, and longer. */
const GIGABYTE_SECONDS_A_MILLION = 1.769 * 0.1 * 1e6;

/** Runs that CloudFront gives every account. */
const FREE_FUNCTIONS_A_MONTH = 2e6;

/** What the operator's switch costs while nobody uses it. */
export function switchCosts({ mode, ...settings }: Site): Cost[] {
  // its check asks at its own interval, whatever the others do
  const site = { healthCheck: { ...settings.healthCheck, intervalSeconds: SWITCH_INTERVAL_SECONDS } };
  const reads = readsOf(site);
  return [
    healthCheckCost(site, ' of the switch'),
    {
      what: `${millions(reads)} reads of the switch by the checkers, all refused`,
      low: 0,
      high: (reads / 1000) * prices.getThousand,
      note: 'S3 says that it bills no owner for what it refuses to strangers',
      page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ErrorCodeBilling.html',
    },
    ...(mode.usesSwitch
      ? [
          {
            what: 'calculated health check',
            low: 0,
            high: prices.calculatedHealthCheckMonth,
            note: 'nothing while the account has free ones left',
            page: route53,
          },
        ]
      : []),
  ];
}

/** What it costs that Route 53 watches CloudFront. */
export function distributionCheckCosts(site: Site): Cost[] {
  const requests = readsOf(site);
  const functions = (count: number) => (Math.max(count, 0) / 1e6) * prices.cloudFrontFunctionMillion;
  return [
    healthCheckCost(site, ' of CloudFront'),
    {
      what: `${millions(requests)} requests of the checkers to CloudFront, through its function`,
      low: functions(requests - FREE_FUNCTIONS_A_MONTH),
      high: (requests / 10_000) * prices.cloudFrontTenThousand + functions(requests),
      note: 'least where the account has free ones left: 10 million requests, and 2 million runs of functions',
      page: cloudfront,
    },
    {
      what: `${millions(requests)} reads of ${site.healthCheck.path} by CloudFront`,
      low: 0,
      high: (requests / 1000) * prices.getThousand,
      note: 'fewer, as checkers ask the same edge',
      page: s3,
    },
  ];
}

/** What is asked of the HTTPS endpoint: nothing, while DNS answers the primary. */
export const ENDPOINT_RATES: readonly Rate[] = [
  {
    what: 'API Gateway, while DNS answers the secondary',
    price: prices.httpApiMillion,
    per: 'million requests',
    page: apiGateway,
  },
  {
    what: 'Lambda, while DNS answers the secondary',
    price: Math.round((prices.lambdaMillion + GIGABYTE_SECONDS_A_MILLION * prices.lambdaGigabyteSecond) * 100) / 100,
    per: 'million requests',
    page: lambda,
  },
];
