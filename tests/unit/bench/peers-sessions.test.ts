import { expect, test } from 'vitest';
import { freshSessions, LONGEST_USE_MS } from '@/bench/peers/sessions';

/** A clock that is moved by hand, and a sign-in that counts, and takes some of it. */
function world() {
  const signIns: string[] = [];
  let now = 0;
  const signIn = async (peer: string) => {
    signIns.push(peer);
    now += 1000;
    return `session=${signIns.length}`;
  };
  return { signIns, cookieOf: freshSessions(signIn, () => now), wait: (ms: number) => (now += ms) };
}

test('rows of one library share a session, libraries do not', async () => {
  const { signIns, cookieOf } = world();
  const cookies = [await cookieOf('auth0'), await cookieOf('auth0'), await cookieOf('workos')];
  expect(cookies).toEqual(['session=1', 'session=1', 'session=2']);
  expect(signIns).toEqual(['auth0', 'workos']);
});

test('a session is signed in anew when it is too old, from the beginning of its sign-in', async () => {
  const { cookieOf, wait } = world();
  await cookieOf('auth0');
  wait(LONGEST_USE_MS - 1001);
  await expect(cookieOf('auth0')).resolves.toBe('session=1');
  wait(1);
  await expect(cookieOf('auth0')).resolves.toBe('session=2');
  await expect(cookieOf('auth0')).resolves.toBe('session=2');
});

test('a sign-in that fails is told by its library, and tried again', async () => {
  const answers = [Promise.reject(new Error('307')), Promise.resolve('session=1')];
  const cookieOf = freshSessions(() => answers.shift() ?? Promise.resolve('none'));
  await expect(cookieOf('workos')).rejects.toThrow('nobody could sign in at workos');
  await expect(cookieOf('workos')).resolves.toBe('session=1');
});
