// CloudFront Function (cloudfront-js-2.0): gives every URL the page that the S3 website endpoint gives it.
// `SITE` is replaced at synth. ECMAScript 5.1 only, so that any engine of the njs family runs it.
var site = SITE;

function handler(event) {
  var request = event.request;
  var host = request.headers.host ? request.headers.host.value.toLowerCase().split(':')[0] : '';
  if (site.alternateNames.indexOf(host) >= 0) {
    // without a scheme: the visitor keeps the protocol that reached us
    var slash = request.uri.charAt(0) === '/' ? '' : '/';
    return redirect(301, 'Moved Permanently', '//' + site.domainName + slash + request.uri, request.querystring);
  }
  var path = decoded(request.uri);
  if (path.charAt(path.length - 1) === '/') {
    request.uri += site.indexDocument;
  } else if (isDirectory(path.slice(1))) {
    return redirect(302, 'Found', request.uri + '/', request.querystring);
  }
  return request;
}

function isDirectory(key) {
  // a Location of //host or /\host would send the visitor to that host
  if (key.charAt(0) === '/' || key.charAt(0) === '\\') {
    return false;
  }
  var hasDot = key.slice(key.lastIndexOf('/') + 1).indexOf('.') >= 0;
  return hasDot ? site.dottedDirectories.indexOf(key) >= 0 : site.extensionlessObjects.indexOf(key) < 0;
}

function redirect(status, description, location, querystring) {
  return {
    statusCode: status,
    statusDescription: description,
    headers: { location: { value: location + serialized(querystring) } },
  };
}

function serialized(querystring) {
  var parts = [];
  Object.keys(querystring).forEach(function (name) {
    var parameter = querystring[name];
    (parameter.multiValue || [parameter]).forEach(function (occurrence) {
      parts.push(occurrence.value === '' ? name : name + '=' + occurrence.value);
    });
  });
  return parts.length > 0 ? '?' + parts.join('&') : '';
}

function decoded(uri) {
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    return uri;
  }
}
