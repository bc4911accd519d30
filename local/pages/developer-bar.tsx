/** @jsxImportSource hono/jsx */
import { LatchIcon } from './icons';

/** The head of the pages that are for developers: where one is and where else one can go. */
export function DeveloperBar() {
  return (
    <header class="bar">
      <div class="brand">
        <LatchIcon />
        <span>Local AWS</span>
      </div>
      <nav aria-label="Local AWS">
        <a href="/inbox">Inbox</a>
        <a href="/admin">Users and sessions</a>
        <a href="/google/people">Google people</a>
      </nav>
    </header>
  );
}
