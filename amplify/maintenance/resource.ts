import { defineFunction, secret } from '@aws-amplify/backend';

/**
 * Calls the app every five minutes: without requests nobody would finish what it has left to do.
 *
 * @param appOrigin where the app is reached
 */
export const defineMaintenance = (appOrigin: string) =>
  defineFunction({
    name: 'maintenance',
    entry: './handler.ts',
    runtime: 22,
    memoryMB: 128,
    timeoutSeconds: 30,
    schedule: 'every 5m',
    environment: { APP_ORIGIN: appOrigin, MAINTENANCE_KEY: secret('MAINTENANCE_KEY') },
  });
