const EMAIL = new Set(['email', 'email_verified']);
const PHONE = new Set(['phone_number', 'phone_number_verified']);

/**
 * The attributes that these scopes let an app know: `email` and `phone` theirs, `profile` the rest; all of them
 * when `openid` comes without any of the three (developer guide, "Scopes, M2M, and resource servers").
 */
export function attributesInScope(
  attributes: Readonly<Record<string, string>>,
  scopes: readonly string[],
): Record<string, string> {
  const everything = !scopes.some((scope) => ['email', 'phone', 'profile'].includes(scope));
  const scopeOf = (name: string) => {
    if (EMAIL.has(name)) return 'email';
    return PHONE.has(name) ? 'phone' : 'profile';
  };
  const allowed = Object.entries(attributes).filter(([name]) => everything || scopes.includes(scopeOf(name)));
  return Object.fromEntries(allowed);
}
