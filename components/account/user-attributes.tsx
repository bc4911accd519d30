import { getWords } from '@/lib/data/language';
import type { UserAttributes as Attributes } from '@/lib/data/user-attributes';
import type { Words } from '@/messages/words';
import { CognitoAway } from '../parts/cognito-away';
import { Facts } from '../parts/facts';

/** @param attributes null while Cognito does not answer, which is then said in their place */
export async function UserAttributes({ attributes }: { attributes: Attributes | null }) {
  if (attributes === null) return <CognitoAway />;
  const { server: words } = await getWords('demo');
  const labels: Readonly<Record<string, string>> = words.attributes;
  return <Facts rows={attributes.map(([name, value]) => [labels[name] ?? name, inWords(value, words)])} />;
}

/** Cognito's attributes are all text, truth values too. */
function inWords(value: string, words: Words<'demo'>['server']): string {
  if (value === 'true') return words.yes;
  return value === 'false' ? words.no : value;
}
