import type { Change } from '../../mutable-app';
import { all, remove, set } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { begin, BEHAVIOR, configure, DISTRIBUTION, edit, FUNCTION } from './names';

const code = (FunctionCode: string) => set(FUNCTION, 'FunctionCode', FunctionCode);
const settings = (name: string, value: unknown) => set(FUNCTION, `FunctionConfig.${name}`, value);
const first = settings('Runtime', 'cloudfront-js-1.0');
const store = { KeyValueStoreARN: 'arn:aws:cloudfront::123456789012:key-value-store/0a1b' };

/** Code of so many bytes: characters of two bytes tell bytes from characters. */
const bytes =
  (wanted: number): Change =>
  (app) => {
    const now = app.get(FUNCTION, 'FunctionCode') as string;
    const missing = wanted - Buffer.byteLength(now) - 2;
    app.set(FUNCTION, 'FunctionCode', `${now}//${'ä'.repeat(missing / 2)}${missing % 2 ? ' ' : ''}`);
  };

const addResponseFunction =
  (FunctionCode: string): Change =>
  (app) => {
    const copy = structuredClone(app.resource(FUNCTION));
    app.add('Website', 'Response', {
      ...copy,
      Properties: { ...(copy.Properties as object), Name: 'response', FunctionCode },
    });
    const associations = app.get(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations`) as unknown[];
    const FunctionARN = { 'Fn::GetAtt': ['Response', 'FunctionARN'] };
    app.set(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations`, [
      ...associations,
      { EventType: 'viewer-response', FunctionARN },
    ]);
  };

const responding = (header: string, value: string) =>
  addResponseFunction(
    `function handler(event) { event.response.headers['${header}'] = { value: '${value}' }; return event.response; }`,
  );

const copyFunction =
  (role: string, Name?: string): Change =>
  (app) => {
    const copy = structuredClone(app.resource(FUNCTION));
    app.add(role, 'Second', { ...copy, Properties: { ...(copy.Properties as object), ...(Name && { Name }) } });
  };

export const functionMutations: Mutations = {
  broken: {
    'cloudfront-function-settings': {
      'an unknown runtime': settings('Runtime', 'nodejs22.x'),
      'no runtime': settings('Runtime', undefined),
      'a name with a dot': set(FUNCTION, 'Name', 'example.com'),
      'a name of 65 characters': set(FUNCTION, 'Name', 'n'.repeat(65)),
      'no code': remove(FUNCTION, 'FunctionCode'),
      'a comment of 129 characters': settings('Comment', 'c'.repeat(129)),
      'two key value stores': settings('KeyValueStoreAssociations', [store, store]),
      'a key value store for the first runtime': all(first, settings('KeyValueStoreAssociations', [store])),
    },
    'cloudfront-function-names-are-unique': {
      'two functions of one name': copyFunction('Website'),
      'two functions of one name in two Regions': copyFunction('Secondary'),
      'the name of another function': all(copyFunction('Monitoring', 'second'), set(FUNCTION, 'Name', 'second')),
    },
    'cloudfront-function-size': {
      'a byte too much': bytes(10_241),
      'twice as much': bytes(20_480),
      'a megabyte': bytes(1_048_576),
    },
    'cloudfront-function-parses': {
      'a bracket is missing': edit(/\}\s*$/, ''),
      'the handler has another name': edit('function handler', 'function handle'),
      'no function': code('var site = {};'),
      TypeScript: edit('handler(event)', 'handler(event: Event)'),
      'the placeholder stays in JSON': edit(/var site = .*;/, 'var site = {{SITE}};'),
    },
    'cloudfront-function-language': {
      'optional chaining': begin('request.headers?.host;'),
      destructuring: begin('var { uri } = request;'),
      'for…of': begin('for (var c of request.uri) { c; }'),
      spread: begin('var copy = { ...request };'),
      'a class': begin('class A {}'),
      'a default value': begin('function f(a = 1) { return a; } f();'),
      'a timer': begin('if (!request) { setTimeout(handler, 1); }'),
      'the network': begin('if (!request) { fetch("https://example.com"); }'),
      'code from text': begin('if (!request) { eval("1"); }'),
      'a function from text': begin('if (!request) { new Function("1")(); }'),
      'the file system': begin('if (!request) { require("fs"); }'),
      'a module of npm': code(`import a from 'lodash';\nfunction handler(event) { return event.request; }`),
      'an exported handler': edit('function handler', 'export function handler'),
      'the exports of Node.js': edit(/$/, 'if (false) { module.exports = handler; }'),
      'const in the first runtime': all(first, begin('const a = 1;')),
      'async in the first runtime': all(first, edit('function handler', 'async function handler')),
      'a map': begin('var hosts = new Map();'),
    },
    'cloudfront-function-answers': {
      'nothing is returned': edit(/ {2}return request;/, ''),
      'the event is returned': edit('return request;', 'return event;'),
      'an exception': begin('throw new Error("no");'),
      'a name that is not there': begin('request.uri = home;'),
      'an exception for a malformed path': edit(
        'catch (error) {\n    return uri;',
        'catch (error) {\n    throw error;',
      ),
      'a loop without end': begin('while (true) {}'),
      'a path without a slash': begin('request.uri = request.uri.slice(1);'),
      'the host redirects to itself': edit('["www.example.com"]', '["www.example.com","example.com"]'),
      'a redirect to nowhere': edit('location: { value: location + serialized(querystring) }', 'location: {}'),
      'a directory redirects to itself': edit("request.uri + '/', ", 'request.uri, '),
      'a request where a response is wanted': set(
        DISTRIBUTION,
        `${BEHAVIOR}.FunctionAssociations.0.EventType`,
        'viewer-response',
      ),
      'a status in words': edit('statusCode: status,', "statusCode: 'Found',"),
      'a response is forgotten': addResponseFunction('function handler(event) { event.response.headers = {}; }'),
    },
    'website-secondary-keeps-protocol': {
      'an alternate name is redirected to HTTP': edit("'//' + site.domainName", "'http://' + site.domainName"),
      'an alternate name is redirected to HTTPS': edit("'//' + site.domainName", "'https://' + site.domainName"),
      'an alternate name is redirected elsewhere': edit("'//' + site.domainName", "'//example.org'"),
      'everybody is redirected to HTTPS': begin(
        "return { statusCode: 301, headers: { location: { value: 'https://example.com' + request.uri } } };",
      ),
      'a path of two slashes is taken for a host': edit("key.charAt(0) === '/'", 'false'),
      'a path with a backslash is taken for a host': edit("key.charAt(0) === '\\\\'", 'false'),
      'HSTS by a function': responding('strict-transport-security', 'max-age=31536000'),
    },
    'website-secondary-same-pages': {
      'a directory without its slash is not found': edit('isDirectory(path.slice(1))', 'false'),
      'a redirect loses the path': edit('slash + request.uri', "'/'"),
      'a redirect with the status of a page': edit('redirect(302', 'redirect(200'),
      'the host redirects to itself': edit('["www.example.com"]', '["www.example.com","example.com"]'),
      'a directory has no index': edit('request.uri += site.indexDocument;', ''),
      'the index has another name': edit('"indexDocument":"index.html"', '"indexDocument":"home.html"'),
      'an alternate name is not redirected': edit('["www.example.com"]', '[]'),
      'the function does nothing': code('function handler(event) { return event.request; }'),
      'every page is the root': begin("request.uri = '/index.html'; return request;"),
      'visitors need a password': begin("return { statusCode: 401, statusDescription: 'Unauthorized' };"),
    },
  },
  harmless: {
    'a directory without its slash is its index': edit(
      "return redirect(302, 'Found', request.uri + '/', request.querystring);",
      "request.uri += '/' + site.indexDocument;",
    ),
    'as long as may be': bytes(10_240),
    'the first runtime': first,
    'const, arrows and templates': all(begin('const f = (...all) => `${all.length}`; f(1);')),
    'an asynchronous handler': edit('function handler', 'async function handler'),
    'a module of the runtime': begin("if (!request) { require('crypto'); }"),
    'a log': begin('console.log(request.uri);'),
    'a name of its own': begin('var fetch = 1; fetch;'),
    'a header for responses': responding('x-site', 'example.com'),
    'HSTS is taken back': responding('strict-transport-security', 'max-age=0'),
    'a name of 64 characters': set(FUNCTION, 'Name', 'n'.repeat(64)),
    'one key value store': settings('KeyValueStoreAssociations', [store]),
    'a comment of 128 characters': settings('Comment', 'c'.repeat(128)),
    'another comment of the distribution': configure('Comment', 'site'),
  },
};
