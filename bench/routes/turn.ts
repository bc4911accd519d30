/** One turn of the event loop, so that requests which arrive together are not all answered in one go. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
