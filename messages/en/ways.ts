/** How someone signed in, to follow the word "with". */
export const ways = {
  hosted: 'e-mail',
  password: 'e-mail and password',
  passkey: 'a passkey',
} as const;
