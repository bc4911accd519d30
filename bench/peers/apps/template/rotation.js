const { COGNITO_DOMAIN, COGNITO_CLIENT_ID, COGNITO_CLIENT_SECRET, KEEP_TOKENS } = process.env;

/**
 * The callbacks of next-auth's guide "Refresh token rotation", which keep the tokens in the cookie and renew them while a session
 * is read. Without KEEP_TOKENS there are none, as in its "Getting started".
 */
export const callbacks = KEEP_TOKENS === undefined ? {} : { jwt: renewed, session: withError };

async function renewed({ token, account }) {
  if (account) {
    const { access_token, expires_at, refresh_token } = account;
    return { ...token, access_token, expires_at, refresh_token };
  }
  if (Date.now() < token.expires_at * 1000) return token;
  try {
    const response = await fetch(`https://${COGNITO_DOMAIN}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: COGNITO_CLIENT_ID,
        client_secret: COGNITO_CLIENT_SECRET,
        grant_type: 'refresh_token',
        refresh_token: token.refresh_token,
      }),
    });
    const tokens = await response.json();
    if (!response.ok) throw tokens;
    return {
      ...token,
      access_token: tokens.access_token,
      expires_at: Math.floor(Date.now() / 1000 + tokens.expires_in),
      refresh_token: tokens.refresh_token ?? token.refresh_token,
    };
  } catch {
    return { ...token, error: 'RefreshTokenError' };
  }
}

function withError({ session, token }) {
  return { ...session, error: token.error };
}
