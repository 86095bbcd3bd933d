import type { Mutations } from './mutations';
import { behaviorMutations } from './cloudfront/behaviors';
import { distributionMutations, sameRegionMutations } from './cloudfront/distribution';
import { functionMutations } from './cloudfront/functions';
import { headerMutations } from './cloudfront/headers';
import { importedCertificateMutations, nameMutations } from './cloudfront/names-and-certificate';
import { configure } from './cloudfront/names';
import { originGroupMutations, originMutations } from './cloudfront/origins';
import { pageMutations } from './cloudfront/pages';

const OTHER_SITES = {
  broken: { 'cloudfront-root-object': { 'no root object': configure('DefaultRootObject', undefined) } },
  harmless: {},
};

export const cloudfrontMutations: readonly Mutations[] = [
  distributionMutations,
  sameRegionMutations,
  nameMutations,
  importedCertificateMutations,
  originMutations,
  originGroupMutations,
  behaviorMutations,
  pageMutations,
  functionMutations,
  headerMutations,
  { ...OTHER_SITES, settings: { contentPath: false, indexDocument: 'home.html', errorDocument: 'missing.html' } },
  {
    ...OTHER_SITES,
    settings: { domainName: 'blog.example.com', hostedZoneName: 'example.com', primaryRegion: 'eu-central-1' },
  },
  { ...OTHER_SITES, settings: { alternateNames: Array.from({ length: 9 }, (_, index) => `n${index}.example.com`) } },
];
