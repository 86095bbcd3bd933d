import { set } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { configure, SECONDARY } from './names';

interface ErrorResponse {
  ErrorCode?: number;
  ResponseCode?: number;
  ResponsePagePath?: string;
  ErrorCachingMinTTL?: number;
}

const MISSING: ErrorResponse = { ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html' };
const responses = (...list: ErrorResponse[]) => configure('CustomErrorResponses', list);

export const pageMutations: Mutations = {
  broken: {
    'cloudfront-root-object': {
      'no root object': configure('DefaultRootObject', undefined),
      'an empty root object': configure('DefaultRootObject', ''),
      'a slash before it': configure('DefaultRootObject', '/index.html'),
      'another page than on the secondary': configure('DefaultRootObject', 'home.html'),
      'the secondary has another index': set(SECONDARY, 'WebsiteConfiguration.IndexDocument', 'home.html'),
    },
    'cloudfront-error-responses': {
      'a code that is no error': responses(MISSING, { ErrorCode: 302 }),
      'a page without a code': responses({ ErrorCode: 404, ResponsePagePath: '/404.html' }),
      'a code without a page': responses({ ErrorCode: 404, ResponseCode: 404 }),
      'a page without a slash': responses({ ...MISSING, ResponsePagePath: '404.html' }),
      'a code twice': responses(MISSING, MISSING),
      'an unknown code to send': responses({ ...MISSING, ResponseCode: 410 }),
      'a negative time': responses({ ...MISSING, ErrorCachingMinTTL: -1 }),
      'no code': responses(MISSING, { ErrorCachingMinTTL: 10 }),
    },
    'cloudfront-missing-pages': {
      'no error page': configure('CustomErrorResponses', undefined),
      'another error page than on the secondary': responses({ ...MISSING, ResponsePagePath: '/missing.html' }),
      'an error page for another code': responses({ ...MISSING, ErrorCode: 403 }),
      'the secondary has another error page': set(SECONDARY, 'WebsiteConfiguration.ErrorDocument', 'missing.html'),
    },
    'cloudfront-missing-pages-are-errors': {
      'missing pages are sent as an error of the server': responses({ ...MISSING, ResponseCode: 500 }),
      'missing pages are sent as 200': responses({ ...MISSING, ResponseCode: 200 }),
      'missing pages are the index': responses({ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: '/index.html' }),
      'refusals are sent as 200': responses(MISSING, {
        ErrorCode: 403,
        ResponseCode: 200,
        ResponsePagePath: '/404.html',
      }),
    },
    'cloudfront-errors-pass': {
      'an error of the origin is kept for an hour': responses(MISSING, { ErrorCode: 503, ErrorCachingMinTTL: 3600 }),
      'an error of the origin is kept for a day': responses(MISSING, { ErrorCode: 500, ErrorCachingMinTTL: 86_400 }),
      'a missing page is kept for a day': responses({ ...MISSING, ErrorCachingMinTTL: 86_400 }),
    },
  },
  harmless: {
    'an error of the origin is kept for a minute': responses(MISSING, { ErrorCode: 503, ErrorCachingMinTTL: 60 }),
    'a missing page is kept for five minutes': responses({ ...MISSING, ErrorCachingMinTTL: 300 }),
    'a page for refusals, too': responses(MISSING, {
      ErrorCode: 403,
      ResponseCode: 404,
      ResponsePagePath: '/404.html',
    }),
    'codes in text': configure('CustomErrorResponses', [{ ...MISSING, ErrorCode: '404', ResponseCode: '404' }]),
  },
};
