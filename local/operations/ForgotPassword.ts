import { codeRecipient, codeRequest } from '../accounts/code-request';
import { recoveryContact } from '../accounts/contacts';
import { simulatedDelivery } from '../codes';
import { CognitoError, invalidParameter, notAuthorized } from '../errors';
import { operation } from '../operation';
import type { Needs } from '../services';

const QUOTA = { name: 'forgot', perHour: 20 };
/** Users whose password is another's to give: an administrator's, or another provider's. */
const NO_OWN_PASSWORD = new Set(['FORCE_CHANGE_PASSWORD', 'EXTERNAL_PROVIDER']);

export const ForgotPassword = operation({
  name: 'ForgotPassword',
  access: 'public',
  input: codeRequest,
  handle(input, { codes, ...services }: Needs<'directory' | 'users' | 'codes' | 'limits'>) {
    const { client, pool, user } = codeRecipient(input, QUOTA, services);
    const contact = user && recoveryContact(pool, user);
    if (user?.enabled && contact && !NO_OWN_PASSWORD.has(user.status)) {
      return { CodeDeliveryDetails: codes.send({ user, purpose: 'forgot-password', attribute: contact }) };
    }
    if (user && NO_OWN_PASSWORD.has(user.status)) {
      throw notAuthorized('User password cannot be reset in the current state.');
    }
    if (client.settings.PreventUserExistenceErrors === 'ENABLED') {
      return { CodeDeliveryDetails: simulatedDelivery(input.Username) };
    }
    if (!user) throw new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
    if (!user.enabled) throw notAuthorized('User is disabled.');
    throw invalidParameter(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  },
});
