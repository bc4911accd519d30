import { type Attack, type AttackGroup, judge } from '../attack';
import { Browser } from '../browser';
import type { Field } from '../field';
import { rememberedCallback, startAttempt, untilCallback } from '../managed-login';
import { acceptedCallback } from './hosted-attempts';
import { NAVIGATION } from './requests';
import { ownId } from './sessions';

const EXPECTED = 'refused, without a session';

const replayed: Attack = {
  name: 'a callback used twice',
  asvs: 'V10.1.2',
  needs: 'managed login',
  expected: 'the second time refused, and the session of the first lives',
  async run(field) {
    const browser = field.browser();
    const callback = await untilCallback(field, browser);
    const first = await browser.get(callback, NAVIGATION);
    if (acceptedCallback(first) === null) throw new Error(`the first time was refused with ${first.status}`);
    const damage = acceptedCallback(await browser.copy().get(callback, NAVIGATION));
    return judge(2, [
      ...(damage ? [damage] : []),
      ...((await browser.isSignedIn()) ? [] : ['the session ended']),
    ]);
  },
};

const stolen: Attack = {
  name: 'a good callback in somebody else’s browser (login CSRF)',
  asvs: 'V10.2.1',
  needs: 'managed login',
  expected: EXPECTED,
  async run(field) {
    const callback = await untilCallback(field, field.browser());
    const victim = field.browser();
    await startAttempt(victim);
    const damage = [
      await victim.get(callback, NAVIGATION),
      await field.browser().get(callback, NAVIGATION),
    ].map(acceptedCallback);
    return judge(
      2,
      damage.flatMap((one) => one ?? []),
    );
  },
};

const swapped: Attack = {
  name: 'a code in another attempt’s place (PKCE, nonce)',
  asvs: 'V10.1.2',
  needs: 'managed login',
  expected: EXPECTED,
  async run(field) {
    const browser = field.browser();
    const code =
      new URL(await untilCallback(field, browser), field.site.origin).searchParams.get('code') ?? '';
    const state = (await startAttempt(browser)).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ code, state });
    const damage = acceptedCallback(await browser.get(`/api/auth/callback?${query}`, NAVIGATION));
    return judge(1, damage === null ? [] : [damage]);
  },
};

const byHead: Attack = {
  name: 'a callback completed by HEAD',
  asvs: 'V3.5.3',
  needs: 'managed login',
  expected: 'nothing happens, and the user’s own request still signs in',
  async run(field) {
    const browser = field.browser();
    const callback = await untilCallback(field, browser);
    const head = await browser.copy().send({ method: 'HEAD', path: callback, headers: NAVIGATION });
    const signedIn = head.cookies.some((line) => /=s\./.test(line));
    await browser.get(callback, NAVIGATION);
    const spent = !(await browser.isSignedIn());
    return judge(2, [
      ...(signedIn ? ['HEAD signed in'] : []),
      ...(spent ? ['HEAD used the attempt up'] : []),
    ]);
  },
};

const racing: Attack = {
  name: 'a callback sent five times at once',
  asvs: 'V10.1.2',
  needs: 'managed login',
  expected: 'one session',
  async run(field) {
    const browser = field.browser();
    const callback = await untilCallback(field, browser);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => browser.copy().get(callback, NAVIGATION)));
    const accepted = answers.filter((answer) => acceptedCallback(answer) !== null).length;
    return judge(5, accepted === 1 ? [] : [`${accepted} sessions`]);
  },
};

const leaving: Attack = {
  name: 'a finished sign-in that leads off the site',
  asvs: 'V3.7.2',
  needs: 'managed login',
  expected: 'it arrives on this site',
  async run(field) {
    const damage: string[] = [];
    const tries = ['//evil.example', '/\\evil.example', 'https:evil.example', '/\t/evil.example'];
    for (const returnTo of tries) {
      const browser = field.browser();
      const start = `/api/auth/sign-in?${new URLSearchParams({ provider: 'COGNITO', returnTo })}`;
      const { headers } = await browser.get(await untilCallback(field, browser, start), NAVIGATION);
      if (new URL(headers.location ?? '/', field.site.origin).origin !== field.site.origin)
        damage.push(`to ${headers.location}`);
    }
    return judge(tries.length, damage);
  },
};

/** Tokens tell times in whole seconds: before this much has passed, an old proof cannot be told from a new one. */
const TELL_APART_MS = 2_100;

/** A browser whose session another device has ended, and what it still has at managed login. */
async function endedElsewhere(field: Field): Promise<{ browser: Browser; login: Browser }> {
  const [browser, login] = [field.browser(), new Browser(field.localAws)];
  const callback = await untilCallback(field, browser, undefined, login);
  if (acceptedCallback(await browser.get(callback, NAVIGATION)) === null)
    throw new Error('the sign-in was refused');
  const owner = await field.victim();
  const { status } = await owner.change('DELETE', `/api/account/sessions/${await ownId(browser)}`);
  if (status >= 400) throw new Error(`ending it answered ${status}`);
  await new Promise((resolve) => setTimeout(resolve, TELL_APART_MS));
  return { browser, login };
}

/** Whether managed login signs a browser in again without asking anything. */
async function comesBack(
  browser: Browser,
  login: Browser,
  change: (authorize: URL) => void,
): Promise<boolean> {
  const authorize = await startAttempt(browser);
  change(authorize);
  const callback = await rememberedCallback(authorize, login);
  return (
    callback !== null && (await browser.get(callback, NAVIGATION)).cookies.some((one) => /=s\./.test(one))
  );
}

const WAYS_BACK: ReadonlyArray<
  readonly [
    how: string,
    browserOf: (ended: Browser, field: Field) => Browser,
    change: (authorize: URL) => void,
  ]
> = [
  ['as it is', (ended) => ended, () => {}],
  [
    'after it took the prompt out of the request',
    (ended) => ended,
    ({ searchParams }) => searchParams.delete('prompt'),
  ],
  ['after it threw its cookie away', (_ended, field) => field.browser(), () => {}],
];

const comingBack: readonly Attack[] = WAYS_BACK.map(([how, browserOf, change]) => ({
  name: `a device that was signed out from elsewhere comes back without a password, ${how}`,
  asvs: 'V7.6.1',
  needs: 'managed login',
  expected: 'credentials are asked for',
  async run(field) {
    const { browser, login } = await endedElsewhere(field);
    return judge(1, (await comesBack(browserOf(browser, field), login, change)) ? ['signed in'] : []);
  },
}));

export const managedLogin: AttackGroup = {
  title: 'Managed login, walked through to the end',
  attacks: [replayed, stolen, swapped, byHead, racing, leaving, ...comingBack],
};
