import { codeRecipient, codeRequest } from '../accounts/code-request';
import { contactToVerify } from '../accounts/contacts';
import { simulatedDelivery } from '../codes';
import { invalidParameter, userNotFound } from '../errors';
import { operation } from '../operation';
import type { Needs } from '../services';

const QUOTA = { name: 'resend', perHour: 5 };

export const ResendConfirmationCode = operation({
  name: 'ResendConfirmationCode',
  access: 'public',
  input: codeRequest,
  handle(input, { codes, ...services }: Needs<'directory' | 'users' | 'codes' | 'limits'>) {
    const { client, pool, user } = codeRecipient(input, QUOTA, services);
    if (!user?.enabled) {
      if (!user && client.settings.PreventUserExistenceErrors === 'LEGACY') throw userNotFound();
      return { CodeDeliveryDetails: simulatedDelivery(input.Username) };
    }
    if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
    const contact = contactToVerify(pool, user.attributes);
    if (!contact) throw invalidParameter('Auto verification not turned on.');
    return { CodeDeliveryDetails: codes.send({ user, purpose: 'sign-up', attribute: contact }) };
  },
});
