import type { UserAttributes as Attributes } from '@/lib/data/user-attributes';
import { CognitoAway } from '../parts/cognito-away';
import { Facts } from '../parts/facts';

const LABELS: Readonly<Record<string, string>> = {
  sub: 'Subject',
  name: 'Name',
  email: 'E-mail',
  email_verified: 'E-mail verified',
  picture: 'Picture',
  identities: 'Linked identities',
};

/** @param attributes null while Cognito does not answer, which is then said in their place */
export function UserAttributes({ attributes }: { attributes: Attributes | null }) {
  if (attributes === null) return <CognitoAway />;
  return <Facts rows={attributes.map(([name, value]) => [LABELS[name] ?? name, inWords(value)])} />;
}

/** Cognito's attributes are all text, truth values too. */
function inWords(value: string): string {
  if (value === 'true') return 'yes';
  return value === 'false' ? 'no' : value;
}
