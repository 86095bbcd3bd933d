/** Where the parts of the example in `https` mode are. */

export const API = 'Secondary/Endpoint/Api';
export const ROUTE = `${API}/DefaultRoute`;
export const INTEGRATION = `${ROUTE}/Handler`;
export const PERMISSION = `${ROUTE}/Handler-Permission`;
export const STAGE = `${API}/Stage`;
export const DOMAIN = 'Secondary/Endpoint/Domains/example.com';
export const WWW_DOMAIN = 'Secondary/Endpoint/Domains/www.example.com';
export const MAPPING = `${DOMAIN}/Mapping`;
export const CERTIFICATE = 'Secondary/Certificate';

export const FUNCTION = 'Secondary/Function/Function';
export const ROLE = 'Secondary/Function/Role';
export const ROLE_POLICY = `${ROLE}/DefaultPolicy`;
export const LOG = 'Secondary/Function/Log';

export const SWITCH = 'Secondary/Switch/HealthCheck';
export const DECISION = 'Website/Decision/HealthCheck';
export const DISTRIBUTION_CHECK = 'Website/DistributionHealthCheck/HealthCheck';
export const BUCKET_POLICY = 'Secondary/SecondaryBucket/Bucket/Policy';

export const PRIMARY_IPV6 = 'Website/Aliases/example.com/PrimaryIpv6';
export const SECONDARY_IPV6 = 'Website/Aliases/example.com/SecondaryIpv6';
export const WWW_PRIMARY_IPV6 = 'Website/Aliases/www.example.com/PrimaryIpv6';
export const WWW_SECONDARY_IPV6 = 'Website/Aliases/www.example.com/SecondaryIpv6';
