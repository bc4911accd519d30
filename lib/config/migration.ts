import * as z from 'zod/mini';

/** Whose cookies are exchanged for sessions, and until when: epoch milliseconds. */
export type Migration =
  | { readonly from: 'amplify'; readonly until: number }
  | {
      readonly from: 'next-auth';
      readonly until: number;
      /** By which the old app encrypted its cookies. */
      readonly secret: string;
    };

const DAY_MS = 86_400_000;

const variables = z.object({
  MIGRATE_FROM: z.optional(z.enum(['amplify', 'next-auth'], { error: 'must be amplify or next-auth' })),
  MIGRATE_UNTIL: z.optional(z.iso.date({ error: 'must be the last day, such as 2027-03-31' })),
  AUTH_SECRET: z.optional(z.string()),
  NEXTAUTH_SECRET: z.optional(z.string()),
});

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether sign-ins of another library are taken over, by `MIGRATE_FROM` and `MIGRATE_UNTIL`. The last day ends in UTC; an
 * end that has passed is no error, so that no deployment stops for it.
 *
 * @returns null unless it is switched on
 * @throws Error naming each variable to correct, and what it may be
 */
export function parseMigration(environment: Environment): Migration | null {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = variables.safeParse(set);
  if (!result.success) {
    throw new Error(
      result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '),
    );
  }
  const { MIGRATE_FROM: from, MIGRATE_UNTIL: lastDay, AUTH_SECRET, NEXTAUTH_SECRET } = result.data;
  if (from === undefined) return null;
  if (lastDay === undefined) {
    throw new Error(
      'MIGRATE_UNTIL is missing. Set it to the last day on which old cookies are exchanged, such as 2027-03-31.',
    );
  }
  const until = Date.parse(lastDay) + DAY_MS;
  if (from === 'amplify') return { from, until };
  const secret = AUTH_SECRET ?? NEXTAUTH_SECRET;
  if (secret !== undefined) return { from, until, secret };
  throw new Error(
    'AUTH_SECRET is missing. MIGRATE_FROM=next-auth needs it, or NEXTAUTH_SECRET, as the old app had it.',
  );
}
