import { colourProperties } from '@/lib/brand';
import type { Theme } from '@/lib/preferences';

/** The colours of `lib/brand.ts`, for the stylesheets. In the head, so that they are there for the first paint. */
export function BrandColours({ theme }: { theme: Theme }) {
  return <style>{colourProperties(theme)}</style>;
}
