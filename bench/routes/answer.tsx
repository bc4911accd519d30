/** The page that all variants render. */
export function Answer({ bench }: { bench: string }) {
  return (
    <main>
      <h1>Bench</h1>
      <p data-bench={bench}>This page is the same whoever asks.</p>
    </main>
  );
}
