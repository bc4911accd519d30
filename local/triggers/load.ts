import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pool } from '../model';
import { TRIGGERS, type TriggerHandler, type TriggerName, type Triggers } from './triggers';

/** `PreSignUp` → `pre-sign-up/handler`, where Amplify's guide keeps the functions of `defineAuth`. */
const handlerName = (name: TriggerName) =>
  join(name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase(), 'handler');

const findHandler = (directory: string, name: TriggerName) =>
  ['.ts', '.mjs', '.js']
    .map((end) => join(directory, handlerName(name) + end))
    .find((path) => existsSync(path));

/** The pool's names for its triggers; the later one of two for the same moment. */
const declared = (pool: Pool): string[] => [
  ...new Set(Object.keys(pool.settings.LambdaConfig).map((name) => name.replace(/Config$/, ''))),
];

/**
 * Loads the functions that a pool declares from `<directory>/<trigger>/handler.ts`, `.mjs` or `.js`. TypeScript needs a
 * Node that runs it (22.18), or `--import tsx`.
 *
 * @returns the names of those that cannot be run.
 */
export async function loadTriggers(triggers: Triggers, pool: Pool, directory: string): Promise<string[]> {
  const missing: string[] = [];
  for (const name of declared(pool)) {
    const known = TRIGGERS.find((one) => one === name);
    const path = known && findHandler(directory, known);
    if (!known || !path) missing.push(name);
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
