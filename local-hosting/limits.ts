/**
 * What Amplify Hosting's compute allows. `docs/local-hosting.md` says of each number whether AWS documents it, who
 * reported it, or whether it is assumed.
 */

/** Milliseconds for one request, then 504: amplify-hosting#3223. */
export const REQUEST_MS = 30_000;

/** Bytes of a request's or an answer's body: Lambda's quota for a synchronous invocation, 6 MB each way. */
export const BODY_BYTES = 6_000_000;

/** Bytes of a bundle: amplify-hosting#3980 quotes the error, 220 MB on the page about SSR troubleshooting. */
export const ARTEFACT_BYTES = 230_686_720;

/** Bytes of memory of an environment: amplify-hosting#4108. */
export const MEMORY_BYTES = 1024 * 1024 * 1024;

/** The quota `REQUEST_TOKENS_PER_SECOND`: AWS's pages on quotas and on status 429 have this number. */
export const REQUEST_TOKENS_PER_SECOND = 20_000;

/** Assumed: AWS says that tokens pay for time and for bytes, not how many. */
export const TOKENS_PER_MS = 1;
export const TOKENS_PER_KILOBYTE = 1;
