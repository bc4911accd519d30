import { type Attack, type AttackGroup, judge } from '../attack';
import type { Browser } from '../browser';
import { startAttempt } from '../managed-login';
import { jsonOf } from '../site';
import { NAVIGATION } from './requests';

/** Milliseconds in which an end has to be known to every instance. */
const SOON_MS = 2_000;

interface Listed {
  readonly publicId: string;
  readonly current: boolean;
}

async function list(browser: Browser): Promise<readonly Listed[]> {
  const answer = await browser.get('/api/account/sessions');
  const sessions = (jsonOf(answer) as { sessions?: readonly Listed[] } | null)?.sessions;
  if (!Array.isArray(sessions)) throw new Error(`the list of sessions answered ${answer.status}`);
  return sessions;
}

/** The public id of a browser's own session. */
export async function ownId(browser: Browser): Promise<string> {
  const own = (await list(browser)).find(({ current }) => current);
  if (!own) throw new Error('the list of sessions marks none as this one');
  return own.publicId;
}

/** Whether a session that was ended is still let in when word of it must have got round. */
export async function livesOn(browser: Browser): Promise<boolean> {
  const until = performance.now() + SOON_MS;
  while (await browser.copy().isSignedIn()) {
    if (performance.now() > until) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

const fixation: Attack = {
  name: 'planting a cookie before sign-in (fixation)',
  asvs: 'V7.2.4',
  needs: 'account',
  expected: 'a new id at sign-in, and the planted one opens nothing',
  async run(field) {
    const planted = field.browser();
    await startAttempt(planted);
    const thief = planted.copy();
    await field.signIn(planted);
    const same = planted.ticket.split('.')[3] === thief.ticket.split('.')[3];
    return judge(2, [
      ...(same ? ['the id was kept'] : []),
      ...((await thief.isSignedIn()) ? ['the thief is signed in'] : []),
    ]);
  },
};

const again: Attack = {
  name: 'the cookie from before signing in again',
  asvs: 'V7.2.4',
  needs: 'account',
  expected: 'it is dead',
  async run(field) {
    const browser = await field.newSession();
    const before = browser.copy();
    await field.signIn(browser);
    return judge(1, (await livesOn(before)) ? ['the former session lives'] : []);
  },
};

const replay: Attack = {
  name: 'a copied cookie after its owner signed out',
  asvs: 'V7.4.1',
  needs: 'account',
  expected: 'dead at every endpoint',
  async run(field) {
    const owner = await field.newSession();
    const thief = owner.copy();
    const { status } = await owner.change('POST', '/api/auth/sign-out');
    if (status >= 500) throw new Error(`signing out answered ${status}`);
    const damage = (await livesOn(thief)) ? ['the session lives'] : [];
    for (const path of [
      '/protected',
      '/handbook',
      '/account/sessions',
      '/api/account/sessions',
      '/api/account/activity',
    ]) {
      const answer = await thief.copy().get(path, NAVIGATION);
      if (answer.status === 200) damage.push(`${path} was served`);
    }
    return judge(6, damage);
  },
};

const elsewhere: Attack = {
  name: 'a session that was ended on another device',
  asvs: 'V7.5.2',
  needs: 'account',
  expected: 'dead within two seconds',
  async run(field) {
    const [mine, lost] = [await field.victim(), await field.newSession()];
    const { status } = await mine.change('DELETE', `/api/account/sessions/${await ownId(lost)}`);
    if (status >= 400) throw new Error(`ending it answered ${status}`);
    return judge(1, (await livesOn(lost)) ? ['it lives'] : []);
  },
};

const resurrection: Attack = {
  name: 'requests under way while a session is ended',
  asvs: 'V7.4.1',
  needs: 'account',
  expected: 'none of them brings it back',
  async run(field) {
    const mine = await field.victim();
    const lost = await field.newSession();
    const id = await ownId(lost);
    const busy = Array.from({ length: 20 }, (_, index) => {
      const path = index % 2 === 0 ? '/api/auth/session' : '/protected';
      return lost.copy().get(path, NAVIGATION);
    });
    await mine.change('DELETE', `/api/account/sessions/${id}`);
    await Promise.all(busy);
    const listed = (await list(mine)).some(({ publicId }) => publicId === id);
    return judge(2, [
      ...((await livesOn(lost)) ? ['it lives'] : []),
      ...(listed ? ['it is in the list again'] : []),
    ]);
  },
};

const foreign: Attack = {
  name: 'ending somebody else’s session by its public id',
  asvs: 'V8.2.2',
  needs: 'two accounts',
  expected: 'the same answer as for an id that does not exist, and the session lives',
  async run(field) {
    const [victim, attacker] = await Promise.all([field.victim(), field.attacker()]);
    const id = await ownId(victim);
    const unknown = [...id].reverse().join('');
    const tried = await attacker.copy().change('DELETE', `/api/account/sessions/${id}`);
    const compared = await attacker.copy().change('DELETE', `/api/account/sessions/${unknown}`);
    const told = tried.status !== compared.status || tried.body !== compared.body;
    const damage = told ? [`${tried.status} and ${compared.status} can be told apart`] : [];
    if (!(await victim.isSignedIn())) damage.push('the session was ended');
    return judge(2, damage);
  },
};

const publicIds: Attack = {
  name: 'what the list of devices tells',
  asvs: 'V14.2.6',
  needs: 'account',
  expected: 'no token, no session id, no part of a cookie',
  async run(field) {
    const victim = await field.victim();
    const answers = [
      await victim.get('/api/account/sessions'),
      await victim.get('/api/account/activity'),
      await victim.get('/api/auth/session'),
    ];
    const secrets = victim.ticket.split('.').filter((one) => one.length > 10);
    const damage = answers.flatMap(({ body }) => {
      const parts = secrets.some((secret) => body.includes(secret));
      return parts || /eyJ[\w-]{10,}\.eyJ|[A-Za-z0-9_-]{43,}/.test(body.replace(/https?:[^"]*/g, ''))
        ? ['a secret in an answer']
        : [];
    });
    return judge(answers.length, damage);
  },
};

export const sessions: AttackGroup = {
  title: 'Sessions: fixation, replay, resurrection, other users’ sessions',
  attacks: [fixation, again, replay, elsewhere, resurrection, foreign, publicIds],
};
