import { callRelay, signIn, startSrp } from '../accounts';
import { type Attack, type AttackGroup, judge } from '../attack';
import type { Browser } from '../browser';
import type { Field } from '../field';
import { type Answer, jsonOf } from '../site';
import { notRefused, PROTECTED_PAGES, PROTECTED_READS } from './requests';

/** A JWT with a signature, or an opaque token of Cognito's. */
const LIVE_TOKEN = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]{8,}/;

const errorTypeOf = ({ body }: Answer) => {
  const type = (jsonOf({ body }) as { __type?: unknown } | null)?.__type;
  return typeof type === 'string' ? type.split('#').pop() : undefined;
};

const inert: Attack = {
  name: 'taking the tokens that a sign-in hands to the browser',
  asvs: 'V10.1.1',
  needs: 'account',
  expected: 'no signature and no refresh token in the answer',
  async run(field) {
    const { answer } = await field.signIn(field.browser());
    const result = (jsonOf(answer) as { AuthenticationResult?: Record<string, unknown> } | null)
      ?.AuthenticationResult;
    if (!result) throw new Error('the sign-in was not completed');
    const live = LIVE_TOKEN.test(answer.body) ? ['a token with its signature'] : [];
    return judge(2, [...live, ...('RefreshToken' in result ? ['a refresh token'] : [])]);
  },
};

/** As a document, and as the data that Next's router asks for. */
const WAYS_TO_LOAD: ReadonlyArray<Readonly<Record<string, string>>> = [{}, { rsc: '1' }];

const pages: Attack = {
  name: 'looking for tokens in everything that a signed-in browser can load',
  asvs: 'V10.1.1',
  needs: 'account',
  expected: 'none',
  async run(field) {
    const victim = await field.victim();
    const paths = [...PROTECTED_PAGES, ...PROTECTED_READS, '/', '/sign-in', '/api/check-user'];
    const damage: string[] = [];
    for (const path of paths) {
      for (const headers of WAYS_TO_LOAD) {
        if (LIVE_TOKEN.test((await victim.get(path, headers)).body)) damage.push(`a token at ${path}`);
      }
    }
    return judge(paths.length * WAYS_TO_LOAD.length, damage);
  },
};

const FORBIDDEN = [
  'AdminGetUser',
  'AdminInitiateAuth',
  'AdminSetUserPassword',
  'ListUsers',
  'ListUserPoolClients',
  'GetTokensFromRefreshToken',
  'RevokeToken',
  'GlobalSignOut',
  'CreateUserPoolClient',
  'DescribeUserPoolClient',
  'UpdateUserPool',
  'constructor',
  '__proto__',
];

const operations: Attack = {
  name: 'operations that no browser needs, through the relay',
  asvs: 'V8.2.1',
  needs: 'nothing',
  expected: 'refused before Cognito hears of it',
  async run(field) {
    const damage: string[] = [];
    for (const operation of FORBIDDEN) {
      const answer = await callRelay(field.browser(), operation, {
        RefreshToken: 'x',
        Token: 'x',
        ClientId: 'x',
      });
      if (errorTypeOf(answer) !== 'UnknownOperationException')
        damage.push(`${operation} answered ${answer.status}`);
    }
    return judge(FORBIDDEN.length, damage);
  },
};

const password: Attack = {
  name: 'making a browser send its password in clear',
  asvs: 'V6.3.4',
  needs: 'nothing',
  expected: 'only flows that keep it in the browser',
  async run(field) {
    const AuthParameters = { USERNAME: 'nobody@example.com', PASSWORD: 'Wrong-Passw0rd!' };
    const tries: ReadonlyArray<readonly [string, object]> = [
      ['InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }],
      ['InitiateAuth', { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters }],
      ['InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: 'x' } }],
      [
        'InitiateAuth',
        { AuthFlow: 'USER_AUTH', AuthParameters: { ...AuthParameters, PREFERRED_CHALLENGE: 'PASSWORD' } },
      ],
      ['RespondToAuthChallenge', { ChallengeName: 'PASSWORD', ChallengeResponses: AuthParameters }],
    ];
    const damage: string[] = [];
    for (const [operation, input] of tries) {
      const answer = await callRelay(field.browser(), operation, input);
      if (errorTypeOf(answer) !== 'InvalidParameterException')
        damage.push(`${operation}: ${errorTypeOf(answer)}`);
    }
    return judge(tries.length, damage);
  },
};

const client: Attack = {
  name: 'another app client through the relay',
  asvs: 'V10.5.4',
  needs: 'account',
  expected: 'refused',
  async run(field) {
    const other = { ...field.pool, clientId: '1example23456789' };
    const answer = await startSrp(field.browser(), other, 'nobody@example.com');
    return judge(1, errorTypeOf(answer) === 'ResourceNotFoundException' ? [] : [`${errorTypeOf(answer)}`]);
  },
};

function claimsOf(token: string): Record<string, unknown> {
  const claims = jsonOf({ body: Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8') });
  return claims as Record<string, unknown>;
}

const unsigned = (claims: object) => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'RS256', kid: 'x' })}.${encode(claims)}.`;
};

async function inertToken(browser: Browser, field: Field): Promise<string> {
  const [account] = await field.people();
  if (!account) throw new Error('there is no account');
  const answer = jsonOf(await signIn(browser, field.pool, account));
  return (answer as { AuthenticationResult: { AccessToken: string } }).AuthenticationResult.AccessToken;
}

const borrowed: Attack = {
  name: 'a token that was made up or belongs to somebody else',
  asvs: 'V9.1.1',
  needs: 'two accounts',
  expected: 'worth nothing without its owner’s cookie',
  async run(field) {
    const token = await inertToken(field.browser(), field);
    const attacker = await field.attacker();
    const call = (browser: Browser, AccessToken: string) => callRelay(browser, 'GetUser', { AccessToken });
    return judge(
      4,
      notRefused([
        ['the victim’s token without a cookie', await call(field.browser(), token)],
        ['the victim’s token with another’s cookie', await call(attacker.copy(), token)],
        ['made-up claims without a cookie', await call(field.browser(), unsigned(claimsOf(token)))],
        ['made-up claims with another’s cookie', await call(attacker.copy(), unsigned(claimsOf(token)))],
      ]),
    );
  },
};

const attributes: Attack = {
  name: 'giving oneself a verified address or a group',
  asvs: 'V8.2.3',
  needs: 'account',
  intrusive: true,
  expected: 'refused',
  async run(field) {
    const browser = field.browser();
    const AccessToken = await inertToken(browser, field);
    const tries = [
      ['email_verified', 'true'],
      ['cognito:groups', 'admins'],
      ['custom:role', 'admin'],
      ['sub', 'admin'],
      ['identities', '[]'],
    ];
    const answers: Array<readonly [string, Answer]> = [];
    for (const [Name = '', Value] of tries) {
      answers.push([
        Name,
        await callRelay(browser, 'UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name, Value }] }),
      ]);
    }
    return judge(answers.length, notRefused(answers));
  },
};

export const relay: AttackGroup = {
  title: 'Embedded sign-in: the relay and its tokens',
  attacks: [inert, pages, operations, password, client, borrowed, attributes],
};
