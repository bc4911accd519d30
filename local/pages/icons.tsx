/** @jsxImportSource hono/jsx */

/** The mark of the local AWS: a latch. Served as the favicon too. */
export const iconSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32"><rect width="32" height="32" rx="8" fill="#4338ca"/><path d="M11 15v-3a5 5 0 0 1 10 0v3" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/><rect x="8" y="15" width="16" height="10" rx="3" fill="#fff"/><circle cx="16" cy="20" r="1.75" fill="#4338ca"/></svg>';

export function LatchIcon() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#4338ca" />
      <path
        d="M11 15v-3a5 5 0 0 1 10 0v3"
        fill="none"
        stroke="#fff"
        stroke-width="2.5"
        stroke-linecap="round"
      />
      <rect x="8" y="15" width="16" height="10" rx="3" fill="#fff" />
      <circle cx="16" cy="20" r="1.75" fill="#4338ca" />
    </svg>
  );
}

function GoogleIcon() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path
        fill="#4285F4"
        d="M22.5 12.3c0-.8-.1-1.5-.2-2.2H12v4.2h5.9a5 5 0 0 1-2.2 3.3v2.7h3.5c2.1-1.9 3.3-4.7 3.3-8z"
      />
      <path
        fill="#34A853"
        d="M12 23c3 0 5.4-1 7.2-2.7l-3.5-2.7a6.6 6.6 0 0 1-9.9-3.5H2.2v2.8A11 11 0 0 0 12 23z"
      />
      <path fill="#FBBC05" d="M5.8 14.1a6.6 6.6 0 0 1 0-4.2V7.1H2.2a11 11 0 0 0 0 9.8l3.6-2.8z" />
      <path
        fill="#EA4335"
        d="M12 5.4c1.6 0 3.1.6 4.2 1.6l3.1-3.1A11 11 0 0 0 2.2 7.1l3.6 2.8A6.6 6.6 0 0 1 12 5.4z"
      />
    </svg>
  );
}

function FacebookIcon() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <circle cx="12" cy="12" r="11" fill="#1877F2" />
      <path
        fill="#fff"
        d="M13.4 22.9v-7.7h2.6l.5-3h-3.1v-2c0-.9.4-1.7 1.8-1.7h1.4V6a17 17 0 0 0-2.4-.2c-2.5 0-4.1 1.5-4.1 4.2v2.2H7.3v3h2.8v7.7z"
      />
    </svg>
  );
}

function AmazonIcon() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <rect x="1" y="1" width="22" height="22" rx="5" fill="#FF9900" />
      <path
        d="M8.5 13.5c0-4 6-3 6-5.2 0-2-4.6-2-5.2.2M14.5 8v6.5M5 16.5c4 3 10 3 14 0"
        fill="none"
        stroke="#111"
        stroke-width="1.8"
        stroke-linecap="round"
      />
    </svg>
  );
}

function AppleIcon() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="currentColor">
      <path d="M16.6 12.7c0-2.2 1.8-3.3 1.9-3.4-1-1.5-2.6-1.7-3.2-1.7-1.4-.1-2.6.8-3.3.8-.7 0-1.7-.8-2.8-.8-1.5 0-2.8.9-3.6 2.1-1.5 2.7-.4 6.6 1.1 8.8.7 1.1 1.6 2.3 2.8 2.2 1.1 0 1.5-.7 2.9-.7 1.3 0 1.7.7 2.9.7 1.2 0 2-1.1 2.7-2.1.9-1.2 1.2-2.4 1.2-2.5 0 0-2.6-1-2.6-3.4zM14.5 6c.6-.7 1-1.8.9-2.8-.9 0-2 .6-2.6 1.3-.6.6-1.1 1.7-.9 2.7 1 .1 2-.5 2.6-1.2z" />
    </svg>
  );
}

const ICONS: Readonly<Record<string, () => ReturnType<typeof GoogleIcon>>> = {
  Google: GoogleIcon,
  Facebook: FacebookIcon,
  LoginWithAmazon: AmazonIcon,
  SignInWithApple: AppleIcon,
};

/** The mark of a provider, or nothing for one that the page has no mark for. */
export function ProviderIcon({ type }: { type: string }) {
  const Icon = Object.hasOwn(ICONS, type) ? ICONS[type] : undefined;
  return Icon ? <Icon /> : null;
}
