'use strict';
// URLs as CloudFront has them, from what API Gateway makes of them. Neither the mapping of a custom domain nor the stage
// `$default` adds anything to a path.

/**
 * The event of a viewer-request function; `handler` in viewer-request.js reads no more of it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
exports.viewerRequestEvent = ({ rawPath, rawQueryString, headers, requestContext }) => ({
  request: {
    method: requestContext.http.method,
    uri: escaped(rawPath),
    querystring: querystringOf(rawQueryString ?? ''),
    headers: { host: { value: headers.host ?? '' } },
  },
});

/** The key that a path names; undefined when it is not encoded as URLs are, which S3 calls an InvalidURI. */
exports.keyOf = (uri) => {
  try {
    return decodeURIComponent(uri.slice(1));
  } catch {
    return undefined;
  }
};

/**
 * The path of an HTTP API arrives decoded, which no page of AWS says and others have captured:
 * https://github.com/middleapi/standard-server/pull/93, https://github.com/aws/aws-lambda-dotnet/pull/1901.
 * So it is encoded again, but for escapes: were it sent as it came, as Lambda's function URLs and most local engines
 * do, the same objects would be found. What is lost are objects with an escape like `%20` in their very names.
 */
function escaped(path) {
  return path.replace(/%(?![0-9a-f]{2})|[^\w.~!$&'()*+,;=:@%/-]/giu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** Parameters with neither names nor values decoded; a name that occurs again has `multiValue`. */
function querystringOf(rawQueryString) {
  const parameters = new Map();
  for (const pair of rawQueryString.split('&').filter((one) => one !== '')) {
    const [, name, value] = /^([^=]*)=?(.*)$/s.exec(pair);
    const known = parameters.get(name);
    if (known) {
      (known.multiValue ??= [{ value: known.value }]).push({ value });
    } else {
      parameters.set(name, { value });
    }
  }
  return Object.fromEntries(parameters);
}
