import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Clock } from '../clock';
import { OneTime } from '../one-time';
import type { Store } from '../state/store';
import type { Brand } from './brands';

/** Somebody's account at a social provider. */
export interface SocialAccount {
  /** The brand's path. */
  readonly brand: string;
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** What a code or an access token of a social provider stands for. */
export interface SocialGrant {
  readonly account: SocialAccount;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly nonce?: string;
}

/** A sign-in at another provider that has not come back yet. */
export interface Federation {
  readonly providerName: string;
  /** The query of the authorization request that it will complete. */
  readonly query: string;
  readonly nonce: string;
  readonly startedAt: number;
}

interface BrandKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The social providers' own state, and the sign-ins that are on their way through one. */
export function createSocial(store: Store, clock: Clock) {
  const accounts = store.table<SocialAccount, 'brand'>('socialAccounts', {
    key: (account) => `${account.brand}/${account.sub}`,
    indexes: { brand: (account) => [account.brand] },
  });
  const codes = new OneTime<SocialGrant>(clock);
  const accessTokens = new OneTime<SocialGrant>(clock);
  const federations = new OneTime<Federation>(clock);
  let key: Promise<BrandKey> | undefined;

  /** Its people are there when they are first asked for: a pool may bring a brand of its own at any time. */
  const peopled = ({ path, people }: Brand) => {
    if (accounts.by('brand', path).length > 0) return;
    for (const person of people) accounts.put({ brand: path, ...person, emailVerified: true });
  };

  return {
    accounts,
    codes,
    accessTokens,
    federations,

    /** By name: an account that was changed keeps its place. */
    accountsAt(brand: Brand): SocialAccount[] {
      peopled(brand);
      return accounts.by('brand', brand.path).sort((a, b) => a.name.localeCompare(b.name));
    },

    account(brand: Brand, sub: string): SocialAccount | undefined {
      peopled(brand);
      return accounts.get(`${brand.path}/${sub}`);
    },

    /** One key for all brands, made when it is first needed; nobody keeps what it signs. */
    signingKey: (): Promise<BrandKey> => {
      key ??= makeKey();
      return key;
    },

    /** Back to the users of the start. */
    clear(): void {
      for (const part of [accounts, codes, accessTokens, federations]) part.clear();
    },
  };
}

export type Social = ReturnType<typeof createSocial>;

async function makeKey(): Promise<BrandKey> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { kid: randomBytes(20).toString('hex'), ...pair };
}
