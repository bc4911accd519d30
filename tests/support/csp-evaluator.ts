import { directivesOf } from './http-observatory';

/**
 * What Google's CSP Evaluator finds in a policy for browsers of CSP 3, by its published checks: `checks/security_checks.ts`
 * of csp-evaluator at d5cddb9 (2026-05-14), severities 'high' and 'medium'. Its lists of hosts that help around a policy are
 * not needed: a script source that is a host is itself a finding here.
 */
export function findingsIn(policy: string): string[] {
  const found = directivesOf(policy);
  const sources = (name: string) => found.get(name) ?? found.get('default-src');
  const scripts = sources('script-src') ?? [];
  const nonces = scripts.filter((one) => one.startsWith("'nonce-"));
  const hasNonceOrHash = nonces.length > 0 || scripts.some((one) => one.startsWith("'sha"));
  const strict = scripts.includes("'strict-dynamic'") && hasNonceOrHash;
  const dangerous = ['script-src', 'object-src', 'base-uri'].flatMap((name) => sources(name) ?? []);
  const checks: ReadonlyArray<readonly [finding: string, is: boolean]> = [
    ["'unsafe-inline' in script-src", scripts.includes("'unsafe-inline'") && !hasNonceOrHash],
    ["'unsafe-hashes' in script-src", scripts.includes("'unsafe-hashes'")],
    ["'unsafe-eval' in script-src", scripts.includes("'unsafe-eval'")],
    ['a plain scheme', dangerous.some((one) => /^(data|https?):$/.test(one))],
    ['a wildcard', dangerous.some((one) => /^(https?:\/\/)?\*$/.test(one))],
    ['no object-src', sources('object-src') === undefined],
    ['objects other than none', sources('object-src')?.join() !== "'none'"],
    ['no script-src', sources('script-src') === undefined],
    ['no base-uri', hasNonceOrHash && !found.has('base-uri')],
    [
      "'self' or a host in script-src",
      !strict && scripts.some((one) => !one.startsWith("'") || one === "'self'"),
    ],
    ['a nonce of less than 8 characters', nonces.some((one) => one.length < "'nonce-'".length + 8)],
    ['a source over http', [...found.values()].flat().some((one) => one.startsWith('http://'))],
    ['a directive that nobody knows', [...found.keys()].some((name) => !KNOWN.has(name))],
  ];
  return checks.flatMap(([finding, is]) => (is ? [finding] : []));
}

const KNOWN = new Set([
  ...[
    'default-src',
    'script-src',
    'style-src',
    'img-src',
    'connect-src',
    'font-src',
    'media-src',
    'object-src',
  ],
  ...['frame-src', 'child-src', 'worker-src', 'manifest-src', 'base-uri', 'form-action', 'frame-ancestors'],
  ...['upgrade-insecure-requests', 'require-trusted-types-for', 'trusted-types', 'report-to', 'report-uri'],
]);
