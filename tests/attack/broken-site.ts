import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CLIENT_ID } from '../support/token-probe';

/** A site without a single defence, on which every attack has to get through. */
export interface BrokenSite {
  readonly origin: string;
  stop(): Promise<void>;
}

interface Surroundings {
  /** The local AWS's address. */
  readonly awsUrl: string;
  /** An origin that it sends browsers back to. */
  readonly registered: string;
}

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const TICKET = 's.k1.AAAAAAAAAAA.AAAA.AAAA.zzzzzz.AAAA';
const PUBLIC_ID = 'abcdefghijklmnopqrstuv';
const TOKEN = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.${'A'.repeat(43)}`;

/** Starts it on a free port. It forwards sign-ins to the local AWS as they come. */
export async function startBrokenSite(surroundings: Surroundings): Promise<BrokenSite> {
  const site = new Site(surroundings);
  const server = createServer((request, response) => {
    site.answer(request).then(
      (reply) => send(request, response, reply),
      (error: Error) => send(request, response, { status: 500, body: `${error.stack}\n at f (x.js:1:2)` }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { origin: `http://localhost:${port}`, stop };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, headers = {}, body }: Reply,
) {
  const cookies = [`latchkey=${TICKET}; Domain=localhost`, `attempt-${Math.random()}=${'a'.repeat(50)}`];
  response.writeHead(status, {
    'content-type': 'text/html',
    'cache-control': 'public, max-age=600',
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-credentials': 'true',
    'strict-transport-security': 'max-age=31536000',
    'x-powered-by': 'Broken 1.0',
    'secure-session-registration': '(ES256);path="/api/auth/device";challenge="anyone"',
    'set-cookie': cookies,
    ...headers,
  });
  response.end(body);
}

class Site {
  #signedOut = false;
  #written = 0;

  constructor(private readonly around: Surroundings) {}

  async answer(request: IncomingMessage): Promise<Reply> {
    const { method = 'GET', url: path = '/', headers } = request;
    const body = await text(request);
    if (/^\/[/\\]evil/.test(path)) return { status: 302, headers: { location: path }, body: TOKEN };
    if (headers['next-router-state-tree'] || headers['next-action'] === '0'.repeat(42) || headers.range)
      throw new Error();
    if (path === '/%00') throw new Error();
    const url = new URL(path, 'http://broken.invalid');
    decodeURIComponent(url.pathname);
    if (path.includes('%0d%0a') && !path.includes('returnTo=')) return { headers: { 'x-inserted': 'yes' } };
    if (path.length > 900 && url.pathname === '/protected')
      return { status: 307, headers: { location: path.padEnd(9_000, '%') } };
    if (url.pathname === '/api/auth/cognito') return this.#relay(request, body);
    return this.#route(method, url, request) ?? page(url, request);
  }

  #route(method: string, url: URL, request: IncomingMessage): Reply | null {
    const { pathname, searchParams } = url;
    const evil = request.headers.origin?.includes('evil') === true || method !== 'POST';
    if (pathname.endsWith('/sign-out') && evil) this.#signedOut = true;
    // A store that is full forgets whom it knew.
    if (pathname.startsWith('/api/session-data/') && ++this.#written > 100) this.#signedOut = true;
    if (pathname === '/api/auth/session') return { status: this.#signedOut ? 401 : 200, body: TOKEN };
    if (pathname === '/api/check-user') return { body: '{"user":"admin"}' };
    if (pathname === '/api/auth/sign-in') return this.#start(searchParams, request);
    if (pathname === '/api/auth/callback') {
      const location = (searchParams.get('state') ?? '/').replace(/[^\t\x20-\x7e]/g, '');
      return { status: 303, headers: { location }, body: searchParams.get('error') ?? '' };
    }
    if (pathname.startsWith('/api/account/sessions/'))
      return { status: pathname.endsWith(PUBLIC_ID) ? 204 : 404 };
    if (pathname === '/api/account/sessions') {
      return { body: JSON.stringify({ sessions: [{ publicId: PUBLIC_ID, current: true, token: TOKEN }] }) };
    }
    return null;
  }

  /** An authorization request that takes over whatever it is given, with a state that says where to go afterwards. */
  #start(given: URLSearchParams, { headers }: IncomingMessage): Reply {
    const named = Object.entries(headers).find(([, value]) => value?.includes('evil.example'));
    const query = new URLSearchParams(given);
    query.delete('provider');
    query.delete('returnTo');
    query.set('client_id', CLIENT_ID);
    query.set('response_type', 'code');
    query.set('scope', 'openid');
    query.set('redirect_uri', `${named ? 'https://evil.example' : this.around.registered}/api/auth/callback`);
    query.set('state', given.get('returnTo') ?? 'known');
    return { status: 302, headers: { location: `${this.around.awsUrl}/oauth2/authorize?${query}` } };
  }

  async #relay(request: IncomingMessage, body: string): Promise<Reply> {
    const target = String(request.headers['x-amz-target']);
    const operation = target.split('.')[1];
    const input = JSON.parse(body || '}');
    if (operation === 'SignUp' && typeof input.Username !== 'string') throw new Error();
    if (operation === 'InitiateAuth' && typeof input.AuthFlow !== 'string') throw new Error();
    // A password in clear is as welcome as any other proof.
    if (operation === 'UpdateUserAttributes' || input.AuthParameters?.PASSWORD) return { body: '{}' };
    const name: string = input.AuthParameters?.USERNAME ?? input.Username ?? '';
    // Whatever the spelling, it looks for the part that it knows.
    const known = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(name)?.[0];
    const exists = known !== undefined && !name.startsWith('nobody');
    if (operation !== 'SignUp' && name !== '' && !exists && input.AuthFlow === 'USER_SRP_AUTH')
      return unknownUser(name);
    if (/Confirm|Resend|Forgot/.test(`${operation}`) && !exists) return unknownUser(name);
    if (input.AuthParameters) input.AuthParameters.USERNAME = `attack.${known}@example.com`;
    const answer = await fetch(this.around.awsUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body: JSON.stringify({ ...input, ...('ClientId' in input && { ClientId: CLIENT_ID }) }),
    });
    if (operation === 'RespondToAuthChallenge') this.#signedOut = false;
    return { status: answer.status, body: await answer.text() };
  }
}

function unknownUser(name: string): Reply {
  const status = name === 'nobody@example.com' ? 200 : 400;
  return {
    status,
    body: JSON.stringify({ __type: 'UserNotFoundException', message: 'User does not exist.' }),
  };
}

/** Every other path is a page that shows what it was sent, and links to wherever it is told. */
function page(url: URL, { headers }: IncomingMessage): Reply {
  const returnTo = url.searchParams.get('returnTo') ?? '/';
  const cleaned = decodeURIComponent(returnTo)
    .replace(/[\0\t]/g, '')
    .replace(/^.*\r\n\w+: ?/, '');
  const parsed = URL.canParse(cleaned, url) ? new URL(cleaned, url) : url;
  const link = parsed.origin === url.origin ? parsed.pathname : cleaned;
  const shown = [...url.searchParams.values(), headers.host, ...Object.values(headers)].join(' ');
  return { body: `<h1>Welcome</h1><a href="${link}">Go on</a> ${shown} ${TOKEN}` };
}
