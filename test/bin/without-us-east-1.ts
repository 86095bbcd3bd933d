import http from 'node:http';
import https from 'node:https';

/**
 * Loaded before a command: of the internet there are only the hosts named by ONLY_HOSTS, all of them at ONLY_PORT of this
 * machine; whatever else is asked for is not found, and told on standard error.
 */
const hosts = (process.env.ONLY_HOSTS ?? '').split(',');
const port = Number(process.env.ONLY_PORT);

type Options = https.RequestOptions & { hostname?: string | null };

const { request } = http;

function redirected(options: Options, answered?: (response: http.IncomingMessage) => void): http.ClientRequest {
  const host = String(options.hostname ?? options.host);
  if (!hosts.includes(host)) {
    process.stderr.write(`not there: ${host}\n`);
    const nowhere = request({ host: '127.0.0.1', port: 1 });
    setImmediate(() =>
      nowhere.destroy(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' })),
    );
    return nowhere;
  }
  process.stderr.write(`asked: ${host}\n`);
  const { method, path, headers } = options;
  return request({ host: '127.0.0.1', port, method, path, headers, agent: false }, answered);
}

Object.assign(https, { request: redirected });
Object.assign(http, { request: redirected });
