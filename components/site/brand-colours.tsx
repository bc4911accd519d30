import { colourProperties } from '@/lib/brand';

/** The colours of `lib/brand.ts`, for the stylesheets. In the head, so that they are there for the first paint. */
export function BrandColours() {
  return <style>{colourProperties()}</style>;
}
