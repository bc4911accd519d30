import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type CfnIdentityPool,
  type CfnUserPool,
  CfnUserPoolDomain,
  type IUserPool,
} from 'aws-cdk-lib/aws-cognito';

/**
 * Whether the people of a deployment are real: a branch (or self-hosted stage) in `PRODUCTION_BRANCHES`, never a
 * developer's sandbox, whatever it is called.
 */
export function isProduction(type: string, name: string, productionBranches: readonly string[]): boolean {
  return type !== 'sandbox' && productionBranches.includes(name);
}

/** People outlive the stack: neither deleting it nor replacing the pool removes them. */
export function keepUsers(pool: CfnUserPool): void {
  pool.applyRemovalPolicy(RemovalPolicy.RETAIN);
  pool.deletionProtection = 'ACTIVE';
}

/** The new managed login (version 2) in place of the classic hosted UI. */
export function useManagedLogin(pool: IUserPool): void {
  for (const domain of pool.node.findAll()) {
    if (domain instanceof CfnUserPoolDomain) domain.managedLoginVersion = 2;
  }
}

/**
 * AWS credentials are for people who signed in through the user pool: not for guests, and not for whoever holds
 * a token of Google's that no session of ours knows about.
 */
export function closeIdentityPool(identities: CfnIdentityPool): void {
  identities.allowUnauthenticatedIdentities = false;
  identities.supportedLoginProviders = undefined;
}
