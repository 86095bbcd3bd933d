import { type Outcome } from './function-run';

/** Why what a function returned is neither a request, where one is wanted, nor a response. */
export function resultProblem(outcome: Outcome, event: string): string | undefined {
  const { result } = outcome;
  const { statusCode, uri } = result ?? {};
  if (typeof result !== 'object' || result === null || (statusCode === undefined && uri === undefined)) {
    return `returns ${JSON.stringify(result) ?? 'nothing'}`;
  }
  if (statusCode !== undefined) {
    const isStatus = Number.isInteger(statusCode) && Number(statusCode) >= 200 && Number(statusCode) < 600;
    return isStatus ? redirectionProblem(outcome) : `returns the status ${JSON.stringify(statusCode)}`;
  }
  if (event === 'viewer-response') {
    return 'returns a request, where a response is wanted';
  }
  return typeof uri === 'string' && uri.startsWith('/') ? undefined : `returns the uri ${JSON.stringify(uri)}`;
}

function redirectionProblem(outcome: Outcome): string | undefined {
  const { host, uri, result } = outcome;
  const status = Number(result?.statusCode);
  const location = headerOf(outcome, 'location');
  if (status < 301 || status > 308 || status === 304) {
    return undefined;
  }
  if (location === '') {
    return `answers ${status} without a location, { location: { value: '…' } }`;
  }
  const isItself = [uri, `//${host}${uri}`, `http://${host}${uri}`].includes(location.replace(/\?.*$/, ''));
  return isItself ? 'redirects to the same URL, endlessly' : undefined;
}

/** What is wrong with the page for a URL of the host that the site is served on. */
export function pageProblem(outcome: Outcome, index: string): string | undefined {
  const wanted: Record<string, string[]> = {
    '/': ['/', `/${index}`],
    '/directory/': [`/directory/${index}`],
    '/directory': [`/directory/${index}`],
    '/directory/page.html': ['/directory/page.html'],
    '/app.js': ['/app.js'],
  };
  const { uri, result } = outcome;
  const pages = wanted[uri];
  if (!pages || (uri === '/directory' && locationOf(outcome)?.endsWith('/directory/'))) {
    return undefined;
  }
  if (result?.statusCode !== undefined) {
    return `a ${JSON.stringify(result.statusCode)} on CloudFront, a page on the secondary`;
  }
  const page = String(result?.uri);
  return pages.includes(page) ? undefined : `${page} on CloudFront, ${pages.join(' or ')} on the secondary`;
}

/** The same of a host that only redirects. */
export function redirectProblem(outcome: Outcome, host: string): string | undefined {
  const isKept = outcome.uri !== '/directory/page.html' || locationOf(outcome)?.includes(outcome.uri);
  return locationOf(outcome)?.includes(`//${host}/`) && isKept
    ? undefined
    : `not redirected to ${host}${outcome.uri}, as the secondary does`;
}

/** Where a redirect leads, its query left out. */
function locationOf(outcome: Outcome): string | undefined {
  const status = Number(outcome.result?.statusCode);
  return status >= 301 && status <= 308 ? headerOf(outcome, 'location').replace(/\?.*$/, '') : undefined;
}

/** A header of what a function returned, or nothing. */
export function headerOf({ result }: Outcome, name: string): string {
  const headers = Object.entries(result?.headers ?? {});
  const value = headers.find(([header]) => header.toLowerCase() === name)?.[1]?.value;
  return typeof value === 'string' ? value : '';
}
