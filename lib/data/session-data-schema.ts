import * as z from 'zod';

/**
 * What the app keeps with a session, by key. Give each key of yours a line here and its value is checked on the way
 * in and typed on the way out; a key without one may hold any JSON.
 */
export const sessionDataSchemas = {
  preferences: z.strictObject({
    density: z.enum(['comfortable', 'compact']).default('comfortable'),
    timeZone: z.string().max(64).nullable().default(null),
  }),
} as const satisfies Record<string, z.ZodType>;

export type TypedKey = keyof typeof sessionDataSchemas;

/** The value under a key: typed where the key has a schema. */
export type SessionDataValue<Key extends string> = Key extends TypedKey
  ? z.output<(typeof sessionDataSchemas)[Key]>
  : z.core.util.JSONType;

/** The schema that a key's value must match. */
export function schemaOf(key: string): z.ZodType {
  return Object.hasOwn(sessionDataSchemas, key) ? sessionDataSchemas[key as TypedKey] : z.json();
}
