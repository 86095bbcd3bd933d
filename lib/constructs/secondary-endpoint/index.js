'use strict';
// Answers for the site from the replica, as CloudFront in front of S3 does. The event is that of an HTTP API, see
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html

const { emptyAnswer, generatedAnswer } = require('./answers.js');
const { compressed, weak } = require('./compression.js');
const { ask } = require('./replica.js');
const { keyOf, viewerRequestEvent } = require('./urls.js');
const { errorDocument, indexDocument, securityHeaders } = require('./site.json');
const { handler: viewerRequest } = require('./viewer-request.js');

/**
 * An answer of Lambda has 6 MB at most, and base64 makes four bytes of three; the rest is for headers. In bytes.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LARGEST_BODY = 4_400_000;

exports.handler = async (event) => {
  const answer = await answerTo(event).catch((error) => {
    console.error(JSON.stringify({ error: error.name, at: error.stack?.split('\n')[1]?.trim() }));
    return generatedAnswer(502);
  });
  return {
    ...answer,
    headers: { ...answer.headers, ...securityHeaders },
    body: event.requestContext.http.method === 'HEAD' ? '' : answer.body,
  };
};

async function answerTo(event) {
  const { method } = event.requestContext.http;
  if (method !== 'GET' && method !== 'HEAD') {
    return generatedAnswer(405, { allow: 'GET, HEAD' });
  }
  const asked = viewerRequest(viewerRequestEvent(event));
  if (asked.statusCode) {
    return emptyAnswer(asked.statusCode, { location: asked.headers.location.value });
  }
  const key = keyOf(asked.uri);
  if (key === undefined) {
    return generatedAnswer(400);
  }
  // the distribution has the same document as its default root object
  const found = await ask(method, key === '' ? indexDocument : key, event.headers);
  return found.status === 404 ? missing(method, event.headers) : told(method, found, event.headers);
}

/** As a custom error response of CloudFront: the page with its headers, and the status of what is missing. */
async function missing(method, visitorHeaders) {
  const page = await ask(method, errorDocument);
  if (page.status !== 200 || page.length > LARGEST_BODY) {
    page.body?.destroy();
    return generatedAnswer(404);
  }
  return told(method, { ...page, status: 404 }, visitorHeaders);
}

async function told(method, found, visitorHeaders) {
  const { status, headers, length } = found;
  if (status === 304) {
    const isOfCompressed = visitorHeaders['if-none-match']?.includes('W/') && headers.etag;
    return emptyAnswer(304, { ...headers, ...(isOfCompressed && { etag: weak(headers.etag) }) });
  }
  if (length === undefined) {
    return generatedAnswer(status, headers);
  }
  if (method === 'HEAD') {
    return emptyAnswer(status, { ...compressed(found).headers, 'content-length': String(length) });
  }
  if (length > LARGEST_BODY) {
    found.body.destroy();
    const { presignedUrl } = require('./presigned-url.js');
    return emptyAnswer(307, { location: presignedUrl(found.key), 'cache-control': 'no-store' });
  }
  const body = Buffer.from(await found.body.transformToByteArray());
  const sent = compressed({ ...found, body }, visitorHeaders['accept-encoding']);
  return { statusCode: status, headers: sent.headers, body: sent.body.toString('base64'), isBase64Encoded: true };
}
