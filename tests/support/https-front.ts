import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { findFreePorts } from '../../scripts/ports';
import { makeCertificates } from './redis-tls';
import { type Stack, startStack } from './stack';

const HOST = 'app.example.test';

export interface SecureStack extends Stack {
  /** The public address, on https. `origin` is where the app itself listens. */
  readonly publicOrigin: string;
  /** What lets Chromium find the public address, and trust its certificate. */
  readonly flags: readonly string[];
}

/** The product behind a proxy that speaks TLS, by a private authority, as a host in production would have it. */
export async function startSecureStack(env: Readonly<Record<string, string>> = {}): Promise<SecureStack> {
  const [port, certificates] = await Promise.all([findFreePorts(), makeCertificates(HOST)]);
  const publicOrigin = `https://${HOST}:${port}`;
  const cert = readFileSync(certificates.certFile);
  // An origin on https takes no published key.
  const SESSION_KEYS = `k1:${randomBytes(32).toString('base64url')}`;
  const stack = await startStack({ env: { SESSION_KEYS, ...env, APP_ORIGIN: publicOrigin } });
  const front = createServer({ key: readFileSync(certificates.keyFile), cert }, (visit, answer) => {
    const { method, url: path, headers } = visit;
    const { hostname, port: appPort } = new URL(stack.origin);
    const passedOn = { ...headers, 'x-forwarded-proto': 'https' };
    const asked = request({ hostname, port: appPort, method, path, headers: passedOn }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
      answered.pipe(answer);
    });
    // Either side may leave: a tab that waits for the end of its session, a process that stops.
    asked.on('error', () => answer.destroy());
    answer.on('close', () => asked.destroy());
    visit.pipe(asked);
  });
  front.listen(port, '127.0.0.1');
  await once(front, 'listening');
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(spki).digest('base64');
  return {
    ...stack,
    publicOrigin,
    flags: [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`, `--ignore-certificate-errors-spki-list=${pin}`],
    stop: async () => {
      front.close();
      front.closeAllConnections();
      await Promise.all([stack.stop(), certificates.remove()]);
    },
  };
}
