/**
 * Sends what a process asks of the host in VENDOR_HOST to the stand-in on VENDOR_PORT: Auth0's SDK speaks https alone.
 */
const { VENDOR_HOST, VENDOR_PORT } = process.env;
const original = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : String(input), 'http://localhost');
  if (url.host !== VENDOR_HOST) return original(input, init);
  return original(`http://127.0.0.1:${VENDOR_PORT}${url.pathname}${url.search}`, init);
};
