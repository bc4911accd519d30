import { randomInt } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { PageError, withParameters } from '../http/failures';
import { type Form, readForm } from '../http/form';
import { anotherAccountPage, chooserPage, consentPage, type SocialFrame } from '../pages/social';
import type { Needs } from '../services';
import type { Brand } from './brands';
import { appNameOf, callbackUri, registrationsOf } from './registration';
import type { SocialAccount } from './social';

type Used = 'directory' | 'social' | 'urls';

/** Life of a code, ms. */
const CODE_LIFETIME_MS = 10 * 60_000;

interface Request {
  readonly brand: Brand;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly prompt: readonly string[];
  readonly loginHint: string | undefined;
  readonly frame: SocialFrame;
}

/** `/<brand>/authorize`: the account chooser, and what follows from a choice. */
export function registerAuthorize(app: Hono, brand: Brand, services: Needs<Used>): void {
  const path = `/${brand.path}/authorize`;
  app.get(path, (context) => {
    const request = parse(context, brand, services);
    if (request.prompt.includes('none')) return context.redirect(refusal(request, 'interaction_required'));
    return context.html(chooserPage({ frame: request.frame, accounts: listed(request, services) }));
  });
  app.post(path, async (context) => choose(context, parse(context, brand, services), services));
}

/** @throws PageError for a client or redirect URI that the brand does not know */
function parse(context: Context, brand: Brand, services: Needs<Used>): Request {
  const {
    client_id = '',
    redirect_uri,
    response_type,
    state,
    nonce,
    prompt,
    login_hint,
  } = context.req.query();
  const [registration] = registrationsOf(brand, client_id, services);
  if (!registration) throw new PageError('invalid_client: The OAuth client was not found.');
  if (redirect_uri !== callbackUri(services)) throw new PageError('redirect_uri_mismatch');
  if (response_type !== 'code') throw new PageError('unsupported_response_type');
  const { search } = new URL(context.req.url);
  return {
    brand,
    clientId: client_id,
    redirectUri: redirect_uri,
    state,
    nonce,
    prompt: prompt?.split(' ') ?? [],
    loginHint: login_hint,
    frame: {
      label: brand.label,
      type: brand.type,
      action: `/${brand.path}/authorize${search}`,
      appName: appNameOf(registration, services),
    },
  };
}

/** Everyone with an account, whoever the hint names first. */
function listed({ brand, loginHint }: Request, { social }: Needs<'social'>): SocialAccount[] {
  const hinted = (account: SocialAccount) => account.email === loginHint || account.sub === loginHint;
  const accounts = social.accountsAt(brand);
  return [...accounts.filter(hinted), ...accounts.filter((account) => !hinted(account))];
}

async function choose(context: Context, request: Request, services: Needs<Used>) {
  const { brand, frame, prompt } = request;
  const form = await readForm(context);
  const step = form.text('step');
  if (step === 'cancel') return context.redirect(refusal(request, 'access_denied'));
  if (step === 'another') return context.html(anotherAccountPage({ frame, email: request.loginHint }));
  const account =
    step === 'create'
      ? createAccount(brand, form, services)
      : services.social.account(brand, form.text('account') ?? '');
  if (!account) {
    const error = 'Enter the email address of an account.';
    return context.html(anotherAccountPage({ frame, email: form.text('email'), error }), 400);
  }
  if (prompt.includes('consent') && form.text('consent') !== 'given') {
    return context.html(consentPage({ frame, account }));
  }
  const { clientId, redirectUri, nonce, state } = request;
  const grant = { account, clientId, redirectUri, ...(nonce !== undefined && { nonce }) };
  const code = services.social.codes.put(grant, CODE_LIFETIME_MS);
  return context.redirect(withParameters(redirectUri, { code, state }));
}

const refusal = ({ redirectUri, state }: Request, error: string) =>
  withParameters(redirectUri, { error, state });

/** The account with that address, made if there is none yet. Ids have the form of Google's: 21 digits. */
function createAccount(brand: Brand, form: Form, { social }: Needs<'social'>): SocialAccount | undefined {
  const email = form.text('email')?.trim();
  if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email)) return undefined;
  const known = social.accountsAt(brand).find((account) => account.email === email);
  if (known) return known;
  const sub = `1${Array.from({ length: 20 }, () => randomInt(10)).join('')}`;
  const name = form.text('name') ?? email.slice(0, email.indexOf('@'));
  return social.accounts.put({
    brand: brand.path,
    sub,
    name,
    email,
    emailVerified: form.text('email_verified') === 'true',
  });
}
