import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { type Attack, type AttackGroup, judge } from '../attack';
import type { Browser } from '../browser';
import type { Answer } from '../site';

/** A key pair of the attacker's own. */
interface OwnKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function ownKey(): Promise<OwnKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, jwk: await exportJWK(publicKey) };
}

/** A proof as browsers make it (Device Bound Session Credentials §9.10). */
function proof({ privateKey, jwk }: OwnKey, challenge: string, withKey: boolean): Promise<string> {
  const header = { alg: 'ES256', typ: 'dbsc+jwt', ...(withKey && { jwk }) };
  return new SignJWT({ jti: challenge }).setProtectedHeader(header).sign(privateKey);
}

const register = (browser: Browser, jwt: string) =>
  browser.change('POST', '/api/auth/device', { headers: { 'secure-session-response': jwt } });

const refresh = (browser: Browser, id: string, jwt: string | null) =>
  browser.change('POST', '/api/auth/device/refresh', {
    headers: { 'sec-secure-session-id': id, ...(jwt !== null && { 'secure-session-response': jwt }) },
  });

/** What is wrong with an answer that should have been a refusal, without a cookie. */
const taken = (what: string, { status, cookies }: Answer) =>
  status >= 400 && status < 500 && cookies.length === 0 ? [] : [`${what}: ${status}`];

const madeUp: Attack = {
  name: 'binding a session by a challenge that nobody gave',
  asvs: 'V7.2.1',
  needs: 'nothing',
  expected: 'refused, and no cookie',
  async run(field) {
    const key = await ownKey();
    const unsigned = { alg: 'none', typ: 'dbsc+jwt', jwk: key.jwk };
    const text = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const proofs = [
      await proof(key, 'made-up', true),
      await proof(key, 'made-up', false),
      `${text(unsigned)}.${text({ jti: 'made-up' })}.`,
      'x',
    ];
    const answers = await Promise.all(proofs.map((jwt) => register(field.browser(), jwt)));
    return judge(
      answers.length,
      answers.flatMap((answer, index) => taken(`proof ${index + 1}`, answer)),
    );
  },
};

const madeUpName: Attack = {
  name: 'renewing a bound session’s cookie under a made-up name',
  asvs: 'V7.2.1',
  needs: 'nothing',
  expected: 'refused, without even a challenge',
  async run(field) {
    const ids = ['x', `i.k1.${'A'.repeat(11)}.${'A'.repeat(22)}.${'A'.repeat(43)}`, '"; id="y'];
    const answers = await Promise.all(ids.map((id) => refresh(field.browser(), id, null)));
    const damage = answers.flatMap((answer, index) => [
      ...taken(`name ${index + 1}`, answer),
      ...(answer.headers['secure-session-challenge'] === undefined ? [] : ['a challenge for nobody']),
    ]);
    return judge(ids.length, damage);
  },
};

const quoted = (header: unknown, name: string) =>
  new RegExp(`${name}="([^"]+)"`).exec(String(header ?? ''))?.[1];

const again: Attack = {
  name: 'binding a session once more, and renewing it by another key',
  asvs: 'V7.2.4',
  needs: 'account',
  expected: 'one binding for each sign-in, to one key',
  async run(field) {
    const { browser, answer } = await field.signIn(field.browser());
    const challenge = quoted(answer.headers['secure-session-registration'], 'challenge');
    if (challenge === undefined) return { withstood: true, seen: 'no session is bound here' };
    const [own, others] = [await ownKey(), await ownKey()];
    const jwt = await proof(own, challenge, true);
    const first = await register(browser, jwt);
    const id = quoted(first.body.replaceAll('":"', '="'), 'session_identifier') ?? 'x';
    const asked = await refresh(browser, id, null);
    const next = /^"([^"]+)"/.exec(String(asked.headers['secure-session-challenge'] ?? ''))?.[1] ?? 'x';
    return judge(3, [
      ...taken('the same proof', await register(browser, jwt)),
      ...taken('another key', await register(browser, await proof(others, challenge, true))),
      ...taken('a renewal by another key', await refresh(browser, id, await proof(others, next, false))),
    ]);
  },
};

export const boundSessions: AttackGroup = {
  title: 'Sessions that are bound to a device',
  attacks: [madeUp, madeUpName, again],
};
