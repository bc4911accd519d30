/** Waits for all to start. Should one of them not, the others are stopped and its error is thrown. */
export async function startAll<T extends { stop(): Promise<unknown> }>(
  starting: readonly Promise<T>[],
): Promise<T[]> {
  const settled = await Promise.allSettled(starting);
  const started = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed === undefined) return started;
  await Promise.all(started.map((one) => one.stop()));
  throw failed.reason;
}
