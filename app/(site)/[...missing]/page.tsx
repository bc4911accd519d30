import { NotThere } from '@/components/site/not-there';
import { titled } from '@/lib/data/language';

export const generateMetadata = titled('notFound');

/**
 * Every address that no other page has. Rendered per request, because a prerendered page could not carry the nonce
 * that its scripts need, and its header could not say who is signed in.
 */
export default function MissingPage() {
  return <NotThere reason="not_found" />;
}
