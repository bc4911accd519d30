import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { PUT } from '@/examples/recipes/preference-handler';
import PreferencePage from '@/examples/recipes/preference-page';
import { GET, POST } from '@/examples/recipes/protected-handler';
import ProtectedPage from '@/examples/recipes/protected-page';
import { DELETE as DELETE_ALL } from '@/examples/recipes/recent-sign-in-on-a-handler';
import SalariesPage from '@/examples/recipes/recent-sign-in-on-a-page';
import { clearAction } from '@/examples/recipes/recent-sign-in-on-an-action';
import { titleOf } from '@/examples/recipes/reports';
import { DELETE } from '@/examples/recipes/role-on-a-handler';
import EditorsPage from '@/examples/recipes/role-on-a-page';
import { publishAction } from '@/examples/recipes/role-on-an-action';
import { renameReportAction } from '@/examples/recipes/server-action';
import { WHOLE_APP } from '@/examples/recipes/whole-app';
import { IDLE } from '@/lib/data/action-state';
import { isProtected } from '@/lib/http/routes';
import { provideAmplifyOutputs } from '@/scripts/amplify-outputs';
import { projectRoot } from '@/scripts/project-root';
import { asSignedOut, newServerSession } from '@/test-kit/server-session';

const ORIGIN = 'http://localhost:3000';

beforeAll(async () => {
  await provideAmplifyOutputs(projectRoot);
  process.env.SESSION_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;
  process.env.APP_ORIGIN = ORIGIN;
});

const get = new Request(`${ORIGIN}/api/reports`);
const send = (method: string, body: unknown, headers: Record<string, string> = {}) =>
  new Request(`${ORIGIN}/api/reports`, {
    method,
    body: JSON.stringify(body),
    headers: { origin: ORIGIN, 'sec-fetch-site': 'same-origin', ...headers },
  });

function form(title: string): FormData {
  const data = new FormData();
  data.set('title', title);
  return data;
}

/** How Next is told to redirect or to answer 404: by what is thrown. */
const thrownBy = (call: () => Promise<unknown>) =>
  call().then(
    () => 'nothing',
    (error: { digest?: string }) => error.digest ?? String(error),
  );

describe('a protected page', () => {
  test('shows its viewer', async () => {
    const ada = await newServerSession({ name: 'Ada Lovelace' });
    expect(renderToStaticMarkup(await ada.run(ProtectedPage))).toBe('<h1>Reports of Ada Lovelace</h1>');
  });

  test('sends a signed-out visitor to sign in, and back', async () => {
    expect(await asSignedOut(() => thrownBy(ProtectedPage))).toContain('/sign-in?returnTo=%2Freports');
  });
});

describe('a recent sign-in', () => {
  const MINUTE_MS = 60_000;

  test('lets someone in who has just signed in', async () => {
    const ada = await newServerSession({ name: 'Ada Lovelace' });
    expect(renderToStaticMarkup(await ada.run(SalariesPage))).toBe('<h1>Salary of Ada Lovelace</h1>');
    expect((await ada.run(() => DELETE_ALL(send('DELETE', {})))).status).toBe(200);
    expect(await ada.run(clearAction)).toMatchObject({ status: 'done' });
  });

  test('is asked for by page, handler and action', async () => {
    const ada = await newServerSession({}, 11 * MINUTE_MS);
    const answer = await ada.run(() => DELETE_ALL(send('DELETE', {})));
    expect([answer.status, (await answer.json()).error.code]).toEqual([401, 'recent_sign_in_required']);
    expect(await ada.run(() => thrownBy(clearAction))).toContain(
      '/sign-in?returnTo=%2Freports&error=recent_sign_in_required',
    );
    expect(await ada.run(() => thrownBy(SalariesPage))).toContain('error=recent_sign_in_required');
  });

  test('is as recent as the page says', async () => {
    const ada = await newServerSession({}, 6 * MINUTE_MS);
    expect(await ada.run(() => thrownBy(SalariesPage))).toContain('error=recent_sign_in_required');
    expect((await ada.run(() => DELETE_ALL(send('DELETE', {})))).status).toBe(200);
  });

  test('is nothing that a signed-out visitor has', async () => {
    expect((await asSignedOut(() => DELETE_ALL(send('DELETE', {})))).status).toBe(401);
    expect(await asSignedOut(() => thrownBy(SalariesPage))).toContain('/sign-in?returnTo=%2Fsalaries');
  });
});

describe('a protected handler', () => {
  test('answers its user, in JSON that no cache keeps', async () => {
    const ada = await newServerSession();
    const answer = await ada.run(() => GET(get));
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(await answer.json()).toEqual({ owner: ada.identity.sub, reports: [] });
  });

  test('reads its own request, and asks Next for nothing', async () => {
    const ada = await newServerSession();
    const { headers } = ada;
    const answer = await asSignedOut(() => GET(new Request(get, { headers })));
    expect(await answer.json()).toEqual({ owner: ada.identity.sub, reports: [] });
  });

  test('answers 401 with what to do, to a signed-out caller', async () => {
    const answer = await asSignedOut(() => GET(get));
    expect(answer.status).toBe(401);
    const { error } = await answer.json();
    expect(error).toEqual({
      code: 'unauthenticated',
      message: expect.any(String),
      nextStep: expect.stringMatching(/^Sign in/),
    });
  });

  test('that changes something refuses other sites', async () => {
    const ada = await newServerSession();
    expect((await ada.run(() => POST(send('POST', { title: 'One' })))).status).toBe(201);
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await ada.run(() => POST(send('POST', { title: 'Two' }, foreign)))).status).toBe(403);
  });
});

describe('a server action', () => {
  test('changes what belongs to its user', async () => {
    const ada = await newServerSession();
    const state = await ada.run(() => renameReportAction(IDLE, form('Mine')));
    expect(state).toEqual({ status: 'done', message: 'The report has a new title.' });
    expect(await titleOf(ada.identity.sub)).toBe('Mine');
  });

  test('sends a signed-out visitor to sign in', async () => {
    const thrown = await asSignedOut(() => thrownBy(() => renameReportAction(IDLE, form('Nobody’s'))));
    expect(thrown).toContain('/sign-in?returnTo=%2Freports');
  });
});

describe('a role', () => {
  test('lets its group in everywhere', async () => {
    const editor = await newServerSession({ name: 'Edith', groups: ['editors'] });
    expect(renderToStaticMarkup(await editor.run(EditorsPage))).toBe('<h1>Drafts of Edith</h1>');
    expect((await editor.run(() => DELETE(send('DELETE', {})))).status).toBe(200);
    expect(await editor.run(() => publishAction(IDLE, form('News')))).toMatchObject({ status: 'done' });
    expect(await titleOf(editor.identity.sub)).toBe('News');
  });

  test('keeps others out: 404 on a page, 403 with what to do elsewhere', async () => {
    const reader = await newServerSession({ groups: ['readers'] });
    expect(await reader.run(() => thrownBy(EditorsPage))).toBe('NEXT_HTTP_ERROR_FALLBACK;404');
    const answer = await reader.run(() => DELETE(send('DELETE', {})));
    expect(answer.status).toBe(403);
    const refusal = { code: 'forbidden', nextStep: 'Ask an administrator for access.' };
    expect((await answer.json()).error).toMatchObject(refusal);
    const state = await reader.run(() => publishAction(IDLE, form('News')));
    expect(state).toMatchObject({ status: 'failed', ...refusal });
    expect(await titleOf(reader.identity.sub)).toBeUndefined();
  });

  test('sends a signed-out visitor to sign in, or answers 401', async () => {
    expect(await asSignedOut(() => thrownBy(EditorsPage))).toContain('/sign-in?returnTo=%2Feditors');
    expect((await asSignedOut(() => DELETE(send('DELETE', {})))).status).toBe(401);
  });
});

describe('a preference in the session', () => {
  test('is kept, checked and given back, each session its own', async () => {
    const [ada, grace] = [await newServerSession(), await newServerSession()];
    const answer = await ada.run(() => PUT(send('PUT', { density: 'compact' })));
    expect(await answer.json()).toEqual({ preferences: { density: 'compact', timeZone: null } });
    expect((await ada.run(() => PUT(send('PUT', { density: 'tiny' })))).status).toBe(400);
    expect(renderToStaticMarkup(await ada.run(PreferencePage))).toBe('<p>Lists are compact.</p>');
    expect(renderToStaticMarkup(await grace.run(PreferencePage))).toBe('<p>Lists are comfortable.</p>');
  });
});

describe('the whole app requires sign-in', () => {
  test.each(['/reports', '/', '/signin', '/api-keys', '/sign-in-help', '/_nextdoor', '/%61pi-keys'])(
    '%s is not on the list unless it is home',
    (path) => expect(isProtected(path, WHOLE_APP)).toBe(path !== '/'),
  );

  test.each(['/sign-in', '/unavailable', '/api/auth/session', '/_next/data', '/sign-in/'])(
    'anyone may open %s',
    (path) => expect(isProtected(path, WHOLE_APP)).toBe(false),
  );

  test('what is protected stays so, whatever is open', () => {
    expect(isProtected('/handbook', { ...WHOLE_APP, open: ['/', '/handbook'] })).toBe(true);
  });
});
