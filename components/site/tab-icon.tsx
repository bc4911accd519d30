/**
 * The icon in the tab, for a document's head. As metadata, or as a file of `app/`, it would bring a client component or an
 * import into each page.
 */
export function TabIcon() {
  return <link rel="icon" href="/icon.svg" type="image/svg+xml" />;
}
