/** A health checker of Route 53: where it is, and one address that it may ask from. */
export interface CheckerAddress {
  readonly region: string;
  readonly sourceIp: string;
}

/**
 * Two checkers in each of the eight Regions, each with an address of one of that Region's ranges.
 *
 * From ip-ranges.json of 2026-08-22, service ROUTE53_HEALTHCHECKS. Which checker asks from which address of its
 * ranges is published nowhere, nor where 15.177.0.0/18 is used, so that nobody asks from there.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html
 */
export const CHECKER_ADDRESSES: readonly CheckerAddress[] = [
  { region: 'us-east-1', sourceIp: '54.243.31.193' },
  { region: 'us-east-1', sourceIp: '107.23.255.1' },
  { region: 'us-west-1', sourceIp: '54.183.255.129' },
  { region: 'us-west-1', sourceIp: '54.241.32.65' },
  { region: 'us-west-2', sourceIp: '54.244.52.193' },
  { region: 'us-west-2', sourceIp: '54.245.168.1' },
  { region: 'eu-west-1', sourceIp: '54.228.16.1' },
  { region: 'eu-west-1', sourceIp: '176.34.159.193' },
  { region: 'ap-northeast-1', sourceIp: '54.248.220.1' },
  { region: 'ap-northeast-1', sourceIp: '54.250.253.193' },
  { region: 'ap-southeast-1', sourceIp: '54.251.31.129' },
  { region: 'ap-southeast-1', sourceIp: '54.255.254.193' },
  { region: 'ap-southeast-2', sourceIp: '54.252.79.129' },
  { region: 'ap-southeast-2', sourceIp: '54.252.254.193' },
  { region: 'sa-east-1', sourceIp: '54.232.40.65' },
  { region: 'sa-east-1', sourceIp: '177.71.207.129' },
];
