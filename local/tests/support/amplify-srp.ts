import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answer, Cognito } from '../../testing/cognito';

interface BigNumber {
  toString(radix: number): string;
}

interface Helper {
  readonly A: BigNumber;
  getPasswordAuthenticationKey(input: {
    username: string;
    password: string;
    serverBValue: BigNumber;
    salt: BigNumber;
  }): Promise<Uint8Array>;
}

interface SignatureInput {
  readonly userPoolName: string;
  readonly username: string;
  readonly challengeParameters: Record<string, string>;
  readonly dateNow: string;
  readonly hkdf: Uint8Array;
}

/** Amplify's own client half of SRP, unmodified; the package does not export it, so it is read from its files. */
async function loadAmplifySrp() {
  const amplify = createRequire(createRequire(import.meta.url).resolve('aws-amplify'));
  const folder = join(
    dirname(amplify.resolve('@aws-amplify/auth/package.json')),
    'dist/esm/providers/cognito/utils/srp',
  );
  const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.mjs`)).href);
  const [helper, signature, now, number] = await Promise.all(
    ['getAuthenticationHelper', 'getSignatureString', 'getNowString', 'BigInteger/BigInteger'].map(load),
  );
  return {
    getAuthenticationHelper: helper.getAuthenticationHelper as (poolName: string) => Promise<Helper>,
    getSignatureString: signature.getSignatureString as (input: SignatureInput) => string,
    getNowString: now.getNowString as () => string,
    BigInteger: number.default as new (text: string, radix: number) => BigNumber,
  };
}

/** The client's half of a handshake before it starts: its secret `a`, and A. */
export type SrpClient = Helper;

/** Slow in Amplify's arithmetic, so a test of many sign-ins may use one for some of them. */
export async function newSrpClient(poolId: string): Promise<SrpClient> {
  return (await loadAmplifySrp()).getAuthenticationHelper(srpPoolName(poolId));
}

const srpPoolName = (poolId: string) => poolId.split('_')[1] ?? '';

export interface SrpSignIn {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  /** Members of the answer to replace, to see what a wrong one does. */
  readonly tamper?: Readonly<Record<string, string>>;
  /** A new one unless given. */
  readonly client?: SrpClient;
}

/** One USER_SRP_AUTH sign-in over HTTP, by Amplify's code. @returns the answer to PASSWORD_VERIFIER, or the refusal before it */
export async function signInBySrp(cognito: Cognito, signIn: SrpSignIn): Promise<Answer> {
  const amplify = await loadAmplifySrp();
  const userPoolName = srpPoolName(signIn.poolId);
  const helper = signIn.client ?? (await newSrpClient(signIn.poolId));
  const started = await cognito.call('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    ClientId: signIn.clientId,
    AuthParameters: { USERNAME: signIn.username, SRP_A: helper.A.toString(16) },
  });
  if (started.status !== 200) return started;
  const challengeParameters: Record<string, string> = started.body.ChallengeParameters;
  const { USER_ID_FOR_SRP: username = '', SRP_B = '', SALT = '', SECRET_BLOCK = '' } = challengeParameters;
  const hkdf = await helper.getPasswordAuthenticationKey({
    username,
    password: signIn.password,
    serverBValue: new amplify.BigInteger(SRP_B, 16),
    salt: new amplify.BigInteger(SALT, 16),
  });
  const dateNow = amplify.getNowString();
  return cognito.call('RespondToAuthChallenge', {
    ClientId: signIn.clientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: username,
      PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
      TIMESTAMP: dateNow,
      PASSWORD_CLAIM_SIGNATURE: amplify.getSignatureString({
        userPoolName,
        username,
        challengeParameters,
        dateNow,
        hkdf,
      }),
      ...signIn.tamper,
    },
  });
}
