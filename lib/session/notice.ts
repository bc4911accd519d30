import type { Language } from '../preferences';
import type { ClientDescription, CredentialChange, Identity, PublicId } from './session';

/** What happened to an account that its owner hears of outside of the app, because it may not have been them. */
export type NoticeKind = 'new_device' | 'account_deleted' | 'sign_up_tried' | CredentialChange;

/** Something to tell a user. */
export interface Notice {
  readonly kind: NoticeKind;
  /** An e-mail address of which Cognito knows that it is theirs. */
  readonly to: string;
  /** The session that did it; null for what happened outside of any. */
  readonly session: PublicId | null;
  /** Where the request came from. */
  readonly client: ClientDescription;
  /** What its user has chosen, or else what that request was in. */
  readonly language: Language;
  /** Epoch milliseconds by the store's clock. */
  readonly at: number;
}

/** Tells a user. Resolves when that is done, or after a moment that nobody minds; never rejects. */
export type Notify = (notice: Notice) => Promise<void>;

/** Who can tell, and by which clock. */
interface Teller {
  readonly notify?: Notify;
  readonly store: { now(): number };
}

type Told = Pick<Notice, 'kind' | 'session' | 'client' | 'language'>;

/** Tells a user at the address that they had. An address that nobody has confirmed may be another's, and is left alone. */
export async function tellUser(
  teller: Teller,
  { email, emailVerified }: Identity,
  told: Told,
): Promise<void> {
  if (email !== null && emailVerified) await tellAddress(teller, email, told);
}

/** @param to an address that the user is known to receive */
export async function tellAddress({ notify, store }: Teller, to: string, told: Told): Promise<void> {
  await notify?.({ ...told, to, at: store.now() });
}
