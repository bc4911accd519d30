import 'server-only';
import { config } from '../config/config';
import type { UserDirectory } from '../directory/user-directory';

let opened: Promise<UserDirectory> | undefined;

/**
 * The process's connection to the accounts of the user pool. AWS's client is loaded on first need: of all that a server does
 * only administrators' pages use it.
 */
export function userDirectory(): Promise<UserDirectory> {
  opened ??= import('../directory/user-directory').then(
    (module) => new module.UserDirectory(config().cognito),
  );
  return opened;
}
