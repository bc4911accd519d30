import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { type Clock, createClock } from './clock';
import { registerComputeRole } from './compute-role';
import { registerEndpoints } from './endpoints';
import { registerJsonApis } from './http/json-api';
import { registerTraffic } from './http/traffic';
import { identityPoolOperations } from './identity-pool/operations';
import { operations } from './operations/index';
import { parameterStoreOperations } from './parameter-store/operations';
import type { ParameterSet } from './parameter-store/parameters';
import { type SeedInput, seed } from './seed';
import { createServices, type Services } from './services';
import { registerSes } from './ses/outbound-emails';
import { registerTestControls } from './test-controls/endpoints';

export interface LocalAwsOptions {
  /** Where the state is kept; in memory only when left out. */
  readonly dataDir?: string;
  /** 0, or nothing, for a free one. */
  readonly port?: number;
  /** Pools that are there from the start; without it there are none until some are created. */
  readonly seed?: SeedInput;
  /** What the Parameter Store holds from the start. */
  readonly parameters?: ParameterSet;
  readonly clock?: Clock;
}

export interface LocalAws {
  /** `http://localhost:<port>`. */
  readonly url: string;
  /** For tests in the same process. */
  readonly services: Services;
  close(): Promise<void>;
}

/** Starts the local AWS on the loopback interface. */
export async function createLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  // The port is needed to say what the endpoints are called, so it is taken before there is an app to answer.
  let made = (_app: Hono) => {};
  const listener = new Promise<Hono>((resolve) => {
    made = resolve;
  }).then((app) => getRequestListener(app.fetch));
  const server = createServer(async (request, response) => (await listener)(request, response));
  const port = await listen(server, options.port ?? 0);

  const services = await createServices({
    clock: options.clock ?? createClock(),
    dataDir: options.dataDir,
    port,
    parameters: options.parameters,
    seed: (services) => seed(services, options.seed),
  });
  await services.store.durable();
  made(createApp(services));
  return {
    url: services.urls.local,
    services,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.store.close();
    },
  };
}

function createApp(services: Services): Hono {
  const app = new Hono();
  registerTraffic(app, services);
  registerTestControls(app, services);
  registerComputeRole(app, services);
  registerSes(app, services);
  registerJsonApis(app, services, {
    AWSCognitoIdentityProviderService: operations,
    AWSCognitoIdentityService: identityPoolOperations,
    AmazonSSM: parameterStoreOperations,
  });
  registerEndpoints(app, services);
  return app;
}

/** @returns the port, also when it was left to the system. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
