/** A latchkey: the bow of a key whose shaft is a tick. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--brand-plate)" />
      <circle cx="11.5" cy="13" r="4.75" stroke="var(--brand-key)" strokeWidth="2.75" />
      <path
        d="M15 16.5 22.5 24M19 20.5l2.6-2.6M22.5 24l2.2-2.2"
        stroke="var(--brand-key)"
        strokeWidth="2.75"
        strokeLinecap="round"
      />
    </svg>
  );
}
