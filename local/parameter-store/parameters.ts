import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../clock';
import type { Store } from '../state/store';

export type ParameterType = 'String' | 'StringList' | 'SecureString';

/** A value that AWS Systems Manager keeps. */
export interface Parameter {
  /** With its path: `/amplify/app/branch/SESSION_KEYS`. */
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  /** Counts changes from 1. */
  readonly version: number;
  readonly modifiedAt: number;
}

/** What is said of a parameter beside its name; a plain text is a SecureString's value. */
const parameterValue = z.union([
  z
    .string()
    .min(1)
    .transform((value) => ({ value, type: 'SecureString' as const })),
  z.object({
    value: z.string().min(1),
    type: z.enum(['String', 'StringList', 'SecureString']).default('SecureString'),
  }),
]);

/** Parameters by name, as the test control and a file give them. Names as AWS allows them. */
export const parameterSet = z.record(z.string().regex(/^[\w.\-/]{1,1011}$/), parameterValue);
export type ParameterSet = z.output<typeof parameterSet>;

/** @throws Error with one line when the file is missing, is not JSON, or has another form */
export function readParameterFile(path: string): ParameterSet {
  try {
    return parameterSet.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new Error(`Parameters cannot be read from ${path}: ${reason}`, { cause });
  }
}

/** The Parameter Store. @param initial parameters that are there from the start, and again after a reset */
export function createParameters(store: Store, clock: Clock, initial: ParameterSet = {}) {
  const table = store.table<Parameter>('parameters', { key: (one) => one.name });
  const put = (set: ParameterSet): void => {
    for (const [name, { type, value }] of Object.entries(set)) {
      const known = table.get(name);
      if (known?.value === value && known.type === type) continue;
      table.put({ name, type, value, version: (known?.version ?? 0) + 1, modifiedAt: clock.now() });
    }
  };
  put(initial);
  return {
    get: (name: string): Parameter | undefined => table.get(name),
    put,
    /** Back to those of the start. */
    clear(): void {
      table.clear();
      put(initial);
    },
  };
}

export type Parameters = ReturnType<typeof createParameters>;
