/**
 * Sends a process's calls of Cognito, SES, Systems Manager and STS to the local AWS: `NODE_OPTIONS="--import <this file>"` and LOCAL_AWS_PORT.
 * Nothing in the app knows of it. It replaces the root of trust for tokens (the key set comes from the local AWS),
 * so it does nothing without LOCAL_AWS_PORT, touches only these hosts, and says on stderr that it is there.
 */
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

const port = Number(process.env.LOCAL_AWS_PORT);

const AWS_HOST =
  /^(?:(?:(?:issuer-)?cognito-idp|cognito-identity|email|ssm|sts)\.[a-z0-9-]+\.amazonaws\.com|sts\.amazonaws\.com|[a-z0-9-]+\.auth\.[a-z0-9-]+\.amazoncognito\.com)$/;

if (process.env.LOCAL_AWS_PORT) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('LOCAL_AWS_PORT is not a port.');
  redirectFetch();
  redirectHttps();
  process.stderr.write(
    `AWS's hosts of Cognito, SES, SSM and STS are the local AWS on port ${port} in this process.\n`,
  );
}

function redirectFetch() {
  const original = globalThis.fetch;
  globalThis.fetch = function fetch(input, init) {
    const url = new URL(input instanceof Request ? input.url : String(input), 'http://localhost');
    if (!AWS_HOST.test(url.hostname)) return original.call(this, input, init);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set('x-forwarded-host', url.host);
    const target = `http://127.0.0.1:${port}${url.pathname}${url.search}`;
    return original.call(this, target, { ...requestOf(input), ...init, headers, cache: 'no-store' });
  };
}

/** What a request says beside its address and its headers. What is no request is not made one: copying takes time, and loses signals. */
function requestOf(input) {
  if (!(input instanceof Request)) return {};
  const { method, body, signal, redirect } = input;
  return { method, body, signal, redirect, duplex: 'half' };
}

/** For clients that use node:https themselves: the request goes out by node:http instead. */
function redirectHttps() {
  const original = https.request;
  https.request = function request(...given) {
    const { options, callback } = parse(given);
    const host = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '');
    if (!AWS_HOST.test(host)) return original.apply(this, given);
    const { agent: _tls, protocol: _https, createConnection: _connection, ...rest } = options;
    const headers = { ...rest.headers, 'x-forwarded-host': host };
    const plain = { ...rest, headers, protocol: 'http:', host: '127.0.0.1', hostname: '127.0.0.1', port };
    return http.request({ ...plain, agent: http.globalAgent }, callback);
  };
  https.get = function get(...given) {
    const request = https.request(...given);
    request.end();
    return request;
  };
  // Modules that did `import { request } from 'node:https'` see the change too.
  syncBuiltinESMExports();
}

/** node's own reading of `request(url?, options?, callback?)`. */
function parse(given) {
  const [first, second] = given;
  const callback = given.find((argument) => typeof argument === 'function');
  const fromUrl = typeof first === 'string' || first instanceof URL ? urlOptions(new URL(first)) : first;
  const more = fromUrl !== first && typeof second === 'object' ? second : {};
  return { options: { ...fromUrl, ...more }, callback };
}

const urlOptions = ({ hostname, pathname, search, port: urlPort }) => ({
  hostname,
  path: pathname + search,
  ...(urlPort && { port: urlPort }),
});
