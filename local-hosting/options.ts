import { BODY_BYTES, MEMORY_BYTES, REQUEST_MS, REQUEST_TOKENS_PER_SECOND } from './limits';

/** What can be set about the emulated host. */
export interface HostOptions {
  /** Environments at once; further requests wait for one. */
  readonly maxEnvironments: number;
  /** Milliseconds of being frozen after which all connections of an environment are cut. */
  readonly freezeCutMs: number;
  /** How likely each connection is cut by any freeze, from 0 to 1. */
  readonly cutShare: number;
  /** Milliseconds of being frozen after which an environment is ended. */
  readonly idleEndMs: number;
  /** Whether the monotonic clock of an environment stands still while it is frozen. */
  readonly freezeClock: boolean;
  /** Milliseconds for a request, its wait for an environment included. */
  readonly requestMs: number;
  /** Bytes of a body, each way. */
  readonly bodyBytes: number;
  readonly tokensPerSecond: number;
  /** Bytes of memory of an environment. */
  readonly memoryBytes: number;
}

/**
 * The host as it is, as far as that is known, but for `maxEnvironments`: a laptop has no thousand. 350 seconds are
 * the idle time of a NAT gateway (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html).
 */
export const HOST_DEFAULTS: HostOptions = {
  maxEnvironments: 8,
  freezeCutMs: 350_000,
  cutShare: 0,
  idleEndMs: 10 * 60_000,
  freezeClock: false,
  requestMs: REQUEST_MS,
  bodyBytes: BODY_BYTES,
  tokensPerSecond: REQUEST_TOKENS_PER_SECOND,
  memoryBytes: MEMORY_BYTES,
};
