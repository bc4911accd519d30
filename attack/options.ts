import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Account, UserPool } from './accounts';

export interface Options {
  readonly target: string;
  readonly localAws: string | null;
  readonly intrusive: boolean;
  readonly only: string;
  /** A file for the report; `-` is standard output, in place of the lines. */
  readonly json: string | null;
  readonly pool: UserPool | null;
  readonly account: Account | null;
  readonly otherAccount: Account | null;
}

export const USAGE = `npm run attack -- <url> [options]

Tries the attacks of docs/security.md against a deployment of yours. Only the given address is spoken to.

  --intrusive         also what writes, sends messages or floods: not on a system that others depend on
  --json <file>       the report as JSON; "-" prints it in place of the lines
  --only <words>      only attacks whose name contains this
  --outputs <file>    the pool and app client of the site (amplify_outputs.json)
  --local-aws <url>   the local AWS behind the site: accounts are made there

Without a local AWS, attacks that need accounts take them from ATTACK_EMAIL and ATTACK_PASSWORD, and ATTACK_OTHER_EMAIL and
ATTACK_OTHER_PASSWORD: two accounts for tests, without a second factor.

Exit code 0: everything that was tried was withstood. 1: something got through. 2: something could not be found out.`;

/** The command line cannot be acted on. The message says why. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parse(args);
  const [target, ...more] = positionals;
  if (target === undefined || more.length > 0)
    throw new UsageError('Give one address, such as http://localhost:3000.');
  return {
    target: address(target),
    localAws: values['local-aws'] === undefined ? null : address(values['local-aws']),
    intrusive: values.intrusive,
    only: values.only,
    json: values.json ?? null,
    pool: readPool(values.outputs),
    account: readAccount(environment.ATTACK_EMAIL, environment.ATTACK_PASSWORD),
    otherAccount: readAccount(environment.ATTACK_OTHER_EMAIL, environment.ATTACK_OTHER_PASSWORD),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        intrusive: { type: 'boolean', default: false },
        json: { type: 'string' },
        only: { type: 'string', default: '' },
        outputs: { type: 'string', default: 'amplify_outputs.json' },
        'local-aws': { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function address(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new UsageError(`${text} is no http or https address.`);
  return url.origin;
}

function readAccount(email: string | undefined, password: string | undefined): Account | null {
  return email && password ? { email, password } : null;
}

/** Null when there is no such file: attacks that need no account go on without it. */
function readPool(file: string): UserPool | null {
  try {
    const { auth }: { auth: { user_pool_id: string; user_pool_client_id: string } } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return { poolId: auth.user_pool_id, clientId: auth.user_pool_client_id };
  } catch {
    return null;
  }
}
