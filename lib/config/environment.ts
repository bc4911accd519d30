import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { ConfigurationError } from '../errors';
import { weaknessOf } from './key-strength';

/** An address, alone or after a name (RFC 5322 §3.4). No line breaks: those would be another header. */
const MAIL_SENDER = /^(?:[^<>@\r\n"]{1,100} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

const environmentSchema = z.object({
  NODE_ENV: z._default(z.string(), 'development'),
  PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65535)), 3000),
  APP_ORIGIN: z.optional(z.string()),
  SESSION_KEYS: z.string().check(z.minLength(1)),
  DEPLOYMENT: z._default(
    z
      .string()
      .check(z.regex(/^[\w./-]{1,300}$/, 'may hold letters, digits and . _ / -, such as d1a2b3c4/main')),
    '',
  ),
  TRUSTED_PROXIES: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10)), 0),
  SIGN_IN_FORM: z._default(z.enum(['embedded', 'hosted']), 'embedded'),
  OPEN_TABS: z._default(z.enum(['hold', 'ask']), 'hold'),
  RATE_LIMITS: z._default(z.enum(['on', 'off']), 'on'),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  SECURITY_MAIL_FROM: z.optional(
    z
      .string()
      .check(
        z.regex(
          MAIL_SENDER,
          'must be an address, such as security@example.com or Example <security@example.com>',
        ),
      ),
  ),
  PICTURE_ORIGINS: z._default(z.pipe(z.string(), z.transform(toOrigins)), [
    'https://lh3.googleusercontent.com',
  ]),
  PLACES_DATABASE: z.optional(z.string()),
  MAINTENANCE_KEY: z.optional(
    z.string().check(
      z.regex(/^[\w-]{43}$/, 'must be 32 bytes, base64url'),
      z.refine((key: string) => weaknessOf(key) === null, 'is not random'),
    ),
  ),
});

function toOrigins(list: string, context: z.core.ParsePayload): string[] {
  const origins = list.split(/\s+/).filter(Boolean);
  const wrong = origins.find((each) => !URL.canParse(each) || new URL(each).origin !== each);
  if (wrong !== undefined) {
    const message = `"${wrong}" is no origin, such as https://pictures.example.com`;
    context.issues.push({ code: 'custom', input: list, message });
  }
  return origins;
}

/** Variables by their names, as a process is given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Variables = z.infer<typeof environmentSchema>;

/**
 * The variables that mean something by themselves, with their defaults; empty ones are not set.
 *
 * @throws ConfigurationError naming each variable to correct
 */
export function parseEnvironment(environment: Environment): Variables {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(set, { error: en().localeError });
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`${lines.join('; ')}. See .env.example for a working value of each variable.`);
}
