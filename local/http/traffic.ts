import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono, Next } from 'hono';
import { isQueryRequest } from '../compute-role';
import { CognitoError } from '../errors';
import type { Services } from '../services';
import type { Fault, LoggedRequest } from '../test-controls/controls';
import { checkHost, cors, isFromAnotherSite } from './cross-site';
import { operationName, refusal } from './json-api';

declare module 'hono' {
  interface ContextVariableMap {
    /** The line of the log that the answer completes. */
    logEntry: LoggedRequest;
  }
}

/** Faults in spite of which what was asked for happens. */
const CARRIED_OUT: ReadonlySet<Fault['mode']> = new Set(['delay', 'lose']);

/**
 * What holds for every request: whom it is for and who may ask, counting, switched-on faults, and that an answer leaves only once what it
 * says is on disk.
 */
export function registerTraffic(app: Hono, services: Services): void {
  app.use(checkHost(new URL(services.urls.local).port || '80'));
  app.use(cors);
  app.use(async (context, next) => {
    const name = nameOf(context);
    if (isControl(name)) {
      if (isFromAnotherSite(context, services.urls.local))
        return context.json({ error: 'Not for other sites.' }, 403);
      await next();
      return undefined;
    }
    const ended = services.controls.requests.began(name);
    const entry = services.controls.logged({ at: services.clock.now(), operation: name, status: 0 });
    context.set('logEntry', entry);
    await answer(context, next, { name, fault: services.controls.takeFault(name) }).finally(ended);
    entry.status = context.res.status;
    return undefined;
  });
  app.use(async (_context, next) => {
    await next();
    await services.store.durable();
  });
}

/** `InitiateAuth`, or the path without its leading slash: `oauth2/token`. */
function nameOf(context: Context): string {
  const path = context.req.path.slice(1);
  if (path !== '' || context.req.method !== 'POST') return path || 'index';
  return operationName(context) || (isQueryRequest(context) ? 'sts' : 'unknown');
}

/** The developer's own tools are neither counted nor made to fail. */
const isControl = (name: string) => /^(__test\/|inbox|admin|assets\/|index$|favicon)/.test(name);

/** Lets the request go on to what it asks for, or into the fault. */
async function answer(
  context: Context,
  next: Next,
  { name, fault }: { readonly name: string; readonly fault: Fault | undefined },
): Promise<void> {
  if (fault) await pause(fault.ms, context);
  if (fault && !CARRIED_OUT.has(fault.mode)) context.res = await failed(context, name, fault);
  else await next();
  if (fault?.mode === 'lose') (context.env as HttpBindings).outgoing.destroy();
}

async function failed(context: Context, name: string, fault: Fault): Promise<Response> {
  const { outgoing } = context.env as HttpBindings;
  switch (fault.mode) {
    case 'garbage':
      return context.body('<html>not what you asked for', 200, { 'Content-Type': 'application/json' });
    case 'error':
      if (name.includes('/')) return context.json({ error: fault.error }, fault.status as 400);
      return refusal(context, name, new CognitoError(fault.error, fault.message, { status: fault.status }));
    case 'timeout':
      // Held open until the caller gives up.
      await new Promise((resolve) => outgoing.once('close', resolve));
      return context.body(null);
    default:
      outgoing.destroy();
      return context.body(null);
  }
}

/** Real time, whatever the injected clock says; not longer than the caller waits. */
function pause(ms: number, context: Context): Promise<void> {
  const { outgoing } = context.env as HttpBindings;
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    outgoing.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
