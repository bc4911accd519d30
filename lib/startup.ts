import 'server-only';
import type { CognitoClient } from './auth/cognito';
import { BRAND } from './brand';
import { config } from './config/config';
import { loadConfig } from './config/load';
import { ConfigurationError } from './errors';
import { log } from './log';
import { notifyByMail, type SendMail } from './mail/notify';
import { Budgets } from './session/budgets';
import type { IdentityProvider } from './session/identity-provider';
import { Incidents } from './session/incidents';
import { MigratedSignIns } from './session/migrated-sign-ins';
import { SessionService } from './session/service';
import { shareEngine } from './sessions';
import { openStore } from './store/open';

/** From here, so that a start loads what the two share once. */
export { lookEarly } from './early-look';

/** Ends the process with one clear line when the configuration is missing or wrong. */
export async function stopUnlessConfigured(): Promise<void> {
  try {
    await loadConfig(async (...asked) => {
      const { fetchParameters } = await import('./config/parameter-store');
      return fetchParameters(...asked);
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${BRAND.name} cannot start: ${error.message}\n`);
    process.exit(1);
  }
}

/**
 * Opens the process's session engine, which connects to Redis ahead of the first request. Should a new process be met by
 * many at once, connecting would take several turns of a busy event loop, longer than they wait. A Redis that is away then
 * is no reason not to start.
 */
export function openSessions(): void {
  shareEngine((onTrouble) => {
    const { store, namespace, sessionKeys, sessionPolicy, cognito, origin } = config();
    const opened = openStore(store, { namespace, onTrouble });
    const common = { store: opened, keys: sessionKeys, issuer: cognito.issuer, now: Date.now, log };
    const identityProvider = lazyIdentityProvider(cognito, () => opened.now());
    const notify = notifyByMail(mailSender(), origin, log);
    return {
      service: new SessionService({
        ...common,
        identityProvider,
        policy: sessionPolicy,
        notify,
      }),
      budgets: new Budgets(common),
      incidents: new Incidents({ ...common, notify }),
      migratedSignIns: new MigratedSignIns(common),
    };
  });
}

/** Loads AWS's client when there is something to send. Null where the deployment sends no mail. */
function mailSender(): SendMail | null {
  const { securityMailFrom, cognito } = config();
  if (securityMailFrom === null) return null;
  let sender: SendMail | undefined;
  return async (...mail) => {
    sender ??= (await import('./mail/ses')).sesSender(securityMailFrom, cognito.region);
    await sender(...mail);
  };
}

/** Loaded when Cognito is first asked for something: with it come the libraries that verify tokens. */
function lazyIdentityProvider(client: CognitoClient, now: () => number): IdentityProvider {
  let loaded: Promise<Required<IdentityProvider>> | undefined;
  const provider = () => {
    loaded ??= import('./auth/cognito').then(({ createIdentityProvider }) =>
      createIdentityProvider(client, now),
    );
    return loaded;
  };
  return {
    refresh: async (...args) => (await provider()).refresh(...args),
    revoke: async (...args) => (await provider()).revoke(...args),
    verify: async (...args) => (await provider()).verify(...args),
  };
}
