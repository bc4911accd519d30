import { SrpClient } from './srp-client';
import { activeEmails, PASSWORD, type Subject } from './subject';

/** One thing that a server does over and over. */
export interface Measurement {
  readonly name: string;
  /** Tokens that each call signs for the caller. */
  readonly tokens: number;
  readonly work: (index: number) => Promise<void>;
}

/** Access and ID token. */
const TOKENS = 2;

/** USER_PASSWORD_AUTH by people in turn. */
export function passwordSignIns({ cognito, clientId, people }: Subject): Measurement {
  const emails = activeEmails(people);
  const signIn = async (index: number) => {
    await signInByPassword(cognito, clientId, emails[index % emails.length] ?? '');
  };
  return { name: 'password sign-ins', tokens: TOKENS, work: signIn };
}

/** REFRESH_TOKEN_AUTH with one token per person, in turn. */
export async function refreshes({ cognito, clientId, people }: Subject): Promise<Measurement> {
  const tokens: string[] = [];
  for (const email of activeEmails(people)) tokens.push(await signInByPassword(cognito, clientId, email));
  const refresh = async (index: number) => {
    const AuthParameters = { REFRESH_TOKEN: tokens[index % tokens.length] };
    await cognito.call('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: clientId,
      AuthParameters,
    });
  };
  return { name: 'refreshes', tokens: TOKENS, work: refresh };
}

/** USER_SRP_AUTH, both requests, by people in turn. */
export function srpSignIns({ cognito, poolId, clientId, people }: Subject): Measurement {
  const emails = activeEmails(people);
  const client = new SrpClient(cognito, poolId, clientId);
  return {
    name: 'SRP sign-ins',
    tokens: TOKENS,
    work: (index) => client.signIn(emails[index % emails.length] ?? '', PASSWORD),
  };
}

/** @returns the refresh token. @throws Error when there is none */
async function signInByPassword(
  cognito: Subject['cognito'],
  clientId: string,
  email: string,
): Promise<string> {
  const AuthParameters = { USERNAME: email, PASSWORD };
  const { AuthenticationResult } = await cognito.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: clientId,
    AuthParameters,
  });
  if (AuthenticationResult?.RefreshToken === undefined) throw new Error(`${email} was given no tokens.`);
  return AuthenticationResult.RefreshToken;
}
