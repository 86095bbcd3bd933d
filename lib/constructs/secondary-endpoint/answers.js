'use strict';
// Answers that are not in the replica. What S3 says of an error names the bucket and more: no visitor gets it.

const { STATUS_CODES } = require('node:http');

exports.emptyAnswer = (statusCode, headers) => ({ statusCode, headers, body: '' });

exports.generatedAnswer = (statusCode, headers = {}) => {
  const title = `${statusCode} ${STATUS_CODES[statusCode]}`;
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // an outage is over sooner than a cache forgets it
      ...(statusCode >= 500 && { 'cache-control': 'no-store' }),
      ...(statusCode === 503 && { 'retry-after': '1' }),
      ...headers,
    },
    body: `<!doctype html><title>${title}</title><h1>${title}</h1>\n`,
  };
};
