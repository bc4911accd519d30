import { Card } from '../parts/card';

/** In place of the cards for credentials that are not this site's to change. */
export function ProvidersCredentials({ provider }: { provider: string }) {
  return (
    <Card title="Signing in">
      <p>
        {provider} handles two-step verification for your account. Your password and passkeys are there as
        well.
      </p>
    </Card>
  );
}
