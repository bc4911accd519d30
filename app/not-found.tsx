import type { Metadata } from 'next';
import { MissingPage } from './global-error';

export const metadata: Metadata = { title: 'Not found' };

/** For addresses below prerendered pages. The same for everyone, so its header asks for the session in the browser. */
export default function NotFoundPage() {
  return <MissingPage />;
}
