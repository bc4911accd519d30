import { LatchkeyError } from '../errors';
import { hashTag, type SessionRef, sessionIdHash } from '../store/session-ref';
import { changeRecord } from './change-record';
import { deviceIdOf, verifyRefresh, verifyRegistration } from './device-proof';
import {
  type DeviceName,
  deviceIdentifier,
  isDeviceTicket,
  issueDeviceTicket,
  readDeviceIdentifier,
} from './device-ticket';
import type { Engine } from './engine';
import { NotedOnce } from './noted-once';
import { openOnce, sealOnce } from './one-time-values';
import { decodeRecord } from './record';
import { writeSecurityLog } from './security-log';
import type { ClientDescription, Session } from './session';
import { sessionRef, type Ticket } from './ticket';
import type { UserSessions } from './user-sessions';

/** How long a browser has for its registration. Only a sign-in's answer offers one: nobody can bind a stolen ticket. */
const REGISTRATION_MS = 2 * 60_000;
/** A stale proof is refused (DBSC §5), so one that was made in stock is worth nothing after this. */
const CHALLENGE_MS = 60_000;
/** A held request is under way for 20 seconds, and clocks of browsers may be a little slow. */
const UNDER_WAY_MS = 60_000;

/** What a browser is given once it has shown its key. */
export interface ProvedDevice {
  /** By which the browser names the bound session. */
  readonly identifier: string;
  /** The short-lived cookie's value. */
  readonly ticket: string;
  readonly maxAgeSeconds: number;
}

/** A refresh that needs a proof over this challenge first. */
export interface DeviceChallenge {
  readonly identifier: string;
  readonly challenge: string;
}

/** Binds sessions to the browsers that can show a key of their own: Device Bound Session Credentials. */
export class BoundSessions {
  readonly #noted = new NotedOnce();

  constructor(
    private readonly engine: Engine,
    private readonly userSessions: UserSessions,
  ) {}

  /** Whether a request may use a session, by the short-lived cookie that it brings. No I/O. */
  isProved({ browserKey, ref, createdAt }: Session, deviceTicket: string | undefined): boolean {
    const { policy, keys, store } = this.engine;
    if (policy.deviceBinding === 'off') return true;
    const now = store.now();
    if (browserKey === null) return policy.deviceBinding !== 'required' || now < createdAt + REGISTRATION_MS;
    const name = { tag: ref.tag, id: browserKey.id };
    return isDeviceTicket(deviceTicket, name, keys, now) || now < browserKey.boundAt + this.#underWayMs;
  }

  /**
   * Refuses a request that does not bring the proof which its session wants. The session's owner is told, once for each
   * browser and network. The session stays as it is.
   *
   * @throws LatchkeyError `device_not_proved`
   */
  async refuse(session: Session, client: ClientDescription): Promise<never> {
    const { publicId, ref } = session;
    const { browser, system, address } = client;
    if (this.#noted.isFirst(`${publicId} ${browser} ${system} ${address}`)) {
      const event = { type: 'device_not_proved', session: publicId, ...client } as const;
      await writeSecurityLog(this.engine, ref.tag, event);
    }
    throw new LatchkeyError('device_not_proved');
  }

  /**
   * Binds the session that the challenge was offered to, for good, to the key of the proof.
   *
   * @throws LatchkeyError `device_not_proved` for a proof that is not genuine, or over a challenge that is not good (any
   *   more)
   */
  async register(proof: string): Promise<ProvedDevice> {
    const genuine = await verifyRegistration(proof);
    const place = genuine && (await openOnce(this.engine, genuine.challenge));
    const ref = readOffer(place);
    if (genuine === null || ref === null || !(await this.#bind(ref, genuine.key)))
      throw new LatchkeyError('device_not_proved');
    return this.#proved({ tag: ref.tag, id: deviceIdOf(genuine.key) });
  }

  /**
   * Answers a browser that wants to go on: with a challenge, and with a new cookie once it has signed that.
   *
   * @param identifier of the bound session, as the browser sent it
   * @param proof null: the browser has none yet
   * @param ticket of the request, if it brought one: then one session is read instead of the user's all
   * @throws LatchkeyError `session_ended`, upon which the browser forgets the bound session; `device_not_proved` for a
   *   proof by another key
   */
  async refresh(
    identifier: string,
    proof: string | null,
    ticket: Ticket | null,
  ): Promise<ProvedDevice | DeviceChallenge> {
    const name = readDeviceIdentifier(identifier, this.engine.keys);
    const session = name && (await this.#find(name, ticket));
    if (!name || !session?.browserKey || this.engine.policy.deviceBinding === 'off')
      throw new LatchkeyError('session_ended');
    const purpose = `refresh ${name.tag} ${name.id}`;
    if (proof !== null) {
      const challenge = await verifyRefresh(proof, session.browserKey.key);
      if (challenge === null) throw new LatchkeyError('device_not_proved');
      if ((await openOnce(this.engine, challenge)) === purpose) return this.#proved(name);
    }
    return { identifier, challenge: await sealOnce(this.engine, purpose, CHALLENGE_MS) };
  }

  /** Requests that were sent before the cookie was there, or before it had run out, are let through for this long. */
  get #underWayMs(): number {
    return Math.min(UNDER_WAY_MS, this.engine.policy.deviceProofMs);
  }

  #proved(name: DeviceName): ProvedDevice {
    const { keys, policy, store } = this.engine;
    return {
      identifier: deviceIdentifier(name, keys),
      ticket: issueDeviceTicket(name, store.now() + policy.deviceProofMs + this.#underWayMs, keys),
      maxAgeSeconds: Math.ceil(policy.deviceProofMs / 1000),
    };
  }

  /** A session keeps its key when it moves to another id, so it is looked for by that. */
  async #find(name: DeviceName, ticket: Ticket | null): Promise<Session | null> {
    if (ticket?.kind === 'session' && ticket.tag === name.tag) {
      const ref = sessionRef(ticket);
      const stored = await this.engine.store.sessions.read(ref);
      const session = stored && decodeRecord(stored, ref, this.engine);
      if (session?.browserKey?.id === name.id) return session;
    }
    const all = await this.userSessions.list(name.tag);
    return all.find(({ browserKey }) => browserKey?.id === name.id) ?? null;
  }

  /** @returns false: not bound, or to another key already */
  async #bind(ref: SessionRef, key: string): Promise<boolean> {
    const boundAt = this.engine.store.now();
    const former = await changeRecord(this.engine, ref, ({ browserKey }) => ({
      browserKey: browserKey ?? { id: deviceIdOf(key), key, boundAt },
    }));
    return former !== null && former.browserKey === null;
  }
}

/** The challenge by which the browser of a new session may bind it; null when the policy wants none. */
export async function offerBinding(engine: Engine, { tag, idHash }: SessionRef): Promise<string | null> {
  if (engine.policy.deviceBinding === 'off') return null;
  return sealOnce(engine, `register ${tag} ${idHash}`, REGISTRATION_MS);
}

function readOffer(place: string | null): SessionRef | null {
  const [, tag, idHash] = /^register (\S+) (\S+)$/.exec(place ?? '') ?? [];
  return tag && idHash ? { tag: hashTag(tag), idHash: sessionIdHash(idHash) } : null;
}
