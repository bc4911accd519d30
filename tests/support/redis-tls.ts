import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './temporary-directory';

export interface TestCertificates {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  remove(): Promise<void>;
}

/** A certificate by an authority that nobody else trusts. @param host a name that it is for, beside 127.0.0.1 */
export async function makeCertificates(host = 'localhost'): Promise<TestCertificates> {
  const directory = await temporaryDirectory('tls');
  const file = (name: string) => join(directory.path, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
    '-subj',
    '/CN=Latchkey test CA',
  );
  openssl(
    ...['req', '-x509', ...key, '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-subj', '/CN=127.0.0.1'],
    ...[
      '-addext',
      `subjectAltName=IP:127.0.0.1,DNS:${host}`,
      '-addext',
      'basicConstraints=critical,CA:FALSE',
    ],
    ...['-keyout', file('server.key'), '-out', file('server.pem')],
  );
  for (const name of ['ca.pem', 'server.key', 'server.pem']) chmodSync(file(name), 0o644);
  return {
    caFile: file('ca.pem'),
    certFile: file('server.pem'),
    keyFile: file('server.key'),
    remove: directory.remove,
  };
}
