/** An answer as the product's handlers give it. */
export function json(body: unknown): Response {
  return Response.json(body, { headers: { 'cache-control': 'private, no-store' } });
}
