import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pool } from '../model';
import { TRIGGERS, type TriggerHandler, type TriggerName, type Triggers } from './triggers';

/** `PreSignUp` → `pre-sign-up/handler.ts`, where Amplify's guide keeps the functions of `defineAuth`. */
const handlerPath = (name: TriggerName) =>
  join(name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase(), 'handler.ts');

/** The pool's names for its triggers; the later one of two for the same moment. */
const declared = (pool: Pool): string[] => [
  ...new Set(Object.keys(pool.settings.LambdaConfig).map((name) => name.replace(/Config$/, ''))),
];

/**
 * Loads the functions that a pool declares from `<directory>/<trigger>/handler.ts`.
 * @returns the names of those that cannot be run.
 */
export async function loadTriggers(triggers: Triggers, pool: Pool, directory: string): Promise<string[]> {
  const missing: string[] = [];
  for (const name of declared(pool)) {
    const known = TRIGGERS.find((one) => one === name);
    const path = known && join(directory, handlerPath(known));
    if (!known || !path || !existsSync(path)) missing.push(name);
    else triggers.register(pool.id, known, await handlerOf(path));
  }
  return missing;
}

/** @throws Error when the file exports no function of that name */
async function handlerOf(path: string): Promise<TriggerHandler> {
  const { handler }: { handler?: unknown } = await import(/* @vite-ignore */ pathToFileURL(path).href);
  if (typeof handler !== 'function') throw new Error(`${path} exports no function named handler.`);
  return handler as TriggerHandler;
}
