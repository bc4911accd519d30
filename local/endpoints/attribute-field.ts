import type { AttributeField } from '../pages/sign-up';

/** An attribute's field, labelled with its name in words: `given_name` is "Given name". */
export function attributeField(name: string, value?: string): AttributeField {
  const words = name.replace(/^custom:/, '').replaceAll('_', ' ');
  const label = name === 'email' ? 'Email address' : words.slice(0, 1).toUpperCase() + words.slice(1);
  return { name, label, value };
}
