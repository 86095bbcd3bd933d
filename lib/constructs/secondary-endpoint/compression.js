'use strict';
// Compression like that of CloudFront, see
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html

const { brotliCompressSync, constants, gzipSync } = require('node:zlib');

const SMALLEST = 1_000;
const LARGEST = 10_000_000;

const TYPES = new Set([
  ...['dash+xml', 'eot', 'font', 'font-sfnt', 'javascript', 'json', 'opentype', 'otf', 'pkcs7-mime', 'protobuf'].map(
    (type) => `application/${type}`,
  ),
  ...['rss+xml', 'truetype', 'ttf', 'vnd.apple.mpegurl', 'vnd.ms-fontobject', 'xhtml+xml', 'xml'].map(
    (type) => `application/${type}`,
  ),
  ...['font-opentype', 'font-truetype', 'font-ttf', 'httpd-cgi', 'javascript', 'mpegurl', 'opentype'].map(
    (type) => `application/x-${type}`,
  ),
  ...['application/x-otf', 'application/x-perl', 'application/x-ttf'],
  ...['font/eot', 'font/opentype', 'font/otf', 'font/ttf', 'image/svg+xml', 'vnd.apple.mpegurl'],
  ...['css', 'csv', 'html', 'javascript', 'js', 'plain', 'richtext', 'tab-separated-values', 'xml'].map(
    (type) => `text/${type}`,
  ),
  ...['text/x-component', 'text/x-java-source', 'text/x-script'],
]);

/** Of brotli's levels, 11 at most, one that takes about as long as gzip: nobody keeps what is made here. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** The first that a visitor takes. */
const ENCODINGS = {
  br: (body) => brotliCompressSync(body, BROTLI),
  gzip: (body) => gzipSync(body),
};

/**
 * An answer as it is sent: its headers, and its body compressed where the visitor takes that.
 *
 * Without a body, for HEAD, the answer is that to a visitor who takes nothing.
 */
exports.compressed = ({ status, headers, length, body }, acceptEncoding = '') => {
  const type = (headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  const isCompressible =
    status !== 206 && length >= SMALLEST && length <= LARGEST && !headers['content-encoding'] && TYPES.has(type);
  if (!isCompressible) {
    return { headers, body };
  }
  const varying = { ...headers, vary: 'Accept-Encoding' };
  const taken = takenEncodings(acceptEncoding);
  const encoding = body && Object.keys(ENCODINGS).find((one) => taken.includes(one));
  if (!encoding) {
    return { headers: varying, body };
  }
  return {
    headers: { ...varying, 'content-encoding': encoding, etag: exports.weak(headers.etag) },
    body: ENCODINGS[encoding](body),
  };
};

/** Bytes that differ have no strong tag in common. */
exports.weak = (etag) => (etag.startsWith('"') ? `W/${etag}` : etag);

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding */
function takenEncodings(acceptEncoding) {
  return acceptEncoding
    .toLowerCase()
    .split(',')
    .map((one) => one.replace(/\s/g, ''))
    .filter((one) => !/;q=0(\.0*)?$/.test(one))
    .map((one) => one.split(';')[0]);
}
