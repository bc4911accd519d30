/*
 * What must not compile: a sentence that the catalogue does not have, or one without what it is given. `npm run check` fails
 * when one of these lines compiles. Nothing runs this file.
 */
import { getTranslations, titled } from '../../lib/data/language';
import type { account } from '../../messages/en/account';
import type { Translation } from '../../messages/translation';

const t = await getTranslations('account');
t('heading');
// @ts-expect-error: no such key
t('heading2');
// @ts-expect-error: no such area
await getTranslations('garden');
// @ts-expect-error: {address} is missing
t('emailSent');
t('emailSent', { address: 'ada@example.com' });
// @ts-expect-error: no such title
titled('garden');
// @ts-expect-error: a translation has every key
export const german: Translation<typeof account> = {
  heading: 'Ihr Konto',
};
