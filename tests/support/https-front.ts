import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
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
  const sockets = new Set<Socket>();
  const front = createServer({ key: readFileSync(certificates.keyFile), cert }, (visitor) => {
    const app = connect(Number(new URL(stack.origin).port), '127.0.0.1');
    for (const [from, to] of [
      [visitor, app],
      [app, visitor],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from) && to.destroy());
    }
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
      for (const socket of sockets) socket.destroy();
      front.close();
      await Promise.all([stack.stop(), certificates.remove()]);
    },
  };
}
