/** One turn of the event loop, so that requests which arrive together are not all answered in one go. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** As all handlers answer. */
export function json(isKnown) {
  return Response.json(
    { bench: isKnown ? 'ok' : 'stranger' },
    { headers: { 'cache-control': 'private, no-store' } },
  );
}

/** As all pages answer. */
export function Answer({ isKnown }) {
  return (
    <main>
      <h1>Bench</h1>
      <p data-bench={isKnown ? 'ok' : 'stranger'}>This page is the same whoever asks.</p>
    </main>
  );
}
