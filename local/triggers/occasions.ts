import type { Client, Pool, User } from '../model';
import type { Needs } from '../services';

interface Person {
  readonly pool: Pool;
  readonly client?: Client;
  readonly user: Pick<User, 'username' | 'attributes'>;
}

export interface SignUpVerdict {
  readonly confirm: boolean;
  readonly verifyEmail: boolean;
  readonly verifyPhone: boolean;
}

export interface SignUpOccasion extends Person {
  readonly source: 'PreSignUp_SignUp' | 'PreSignUp_AdminCreateUser' | 'PreSignUp_ExternalProvider';
  readonly validationData?: Record<string, string>;
  readonly clientMetadata?: Record<string, string>;
}

/** Asks the pool's function whether somebody may join. @throws UserLambdaValidationException when not */
export async function preSignUp(
  { triggers }: Needs<'triggers'>,
  occasion: SignUpOccasion,
): Promise<SignUpVerdict> {
  const { source, pool, client, user, validationData = {}, clientMetadata = {} } = occasion;
  const response = await triggers.run({
    name: 'PreSignUp',
    source,
    pool,
    client,
    user,
    request: { validationData, clientMetadata },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  return {
    confirm: response.autoConfirmUser === true,
    verifyEmail: response.autoVerifyEmail === true,
    verifyPhone: response.autoVerifyPhone === true,
  };
}

export interface ConfirmationOccasion extends Person {
  readonly source: 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword';
  readonly clientMetadata?: Record<string, string>;
}

/** Tells the pool's function of a confirmation that has happened. @throws UserLambdaValidationException all the same */
export async function postConfirmation(
  { triggers }: Needs<'triggers'>,
  occasion: ConfirmationOccasion,
): Promise<void> {
  const { clientMetadata = {}, ...same } = occasion;
  await triggers.run({ name: 'PostConfirmation', ...same, request: { clientMetadata } });
}
