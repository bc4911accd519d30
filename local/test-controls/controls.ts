/** What the `/__test` endpoints have switched on. Gone after a restart. */

/** Lifetimes in seconds that replace the clients' own; may be below Cognito's minimum. */
export interface ValidityOverride {
  readonly accessSeconds?: number;
  readonly idSeconds?: number;
  readonly refreshSeconds?: number;
}

export interface Fault {
  /** `InitiateAuth`, or a path such as `oauth2/token`; `*` for everything but the controls. */
  readonly operation: string;
  /**
   * `error`: refuse; `timeout`: never answer; `delay`: answer late; `drop`: close the connection; `lose`: do what was
   * asked and close the connection; `garbage`: answer 200 with what is not JSON.
   */
  readonly mode: 'error' | 'timeout' | 'delay' | 'drop' | 'lose' | 'garbage';
  /** How late, in any mode. */
  readonly ms: number;
  /** For `error`: Cognito's name of it, and the HTTP status. */
  readonly error: string;
  readonly status: number;
  readonly message: string;
  times: number;
}

export interface LoggedRequest {
  readonly at: number;
  readonly operation: string;
  /** 0 while under way. */
  status: number;
  error?: string;
  clientId?: string;
  username?: string;
  /** The user's, as `UserContextData` says. */
  address?: string;
}

/** The log serves the admin page; it need not reach back further. */
const LOG_LENGTH = 500;

/** How often each operation was asked for, and how many requests for it were under way at the same moment. */
function createRequestCounts() {
  const counts = new Map<string, number>();
  const underWay = new Map<string, number>();
  const mostAtOnce = new Map<string, number>();
  return {
    /** Counts a request. @returns what to call when it has been answered */
    began(operation: string): () => void {
      const change = (by: number) => (underWay.get(operation) ?? 0) + by;
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
      underWay.set(operation, change(1));
      mostAtOnce.set(operation, Math.max(mostAtOnce.get(operation) ?? 0, change(0)));
      return () => void underWay.set(operation, change(-1));
    },
    /** Requests per operation since the start or the last reset. */
    get total(): Record<string, number> {
      return Object.fromEntries(counts);
    },
    /** Requests per operation that were under way at the same moment, at most, since they were last counted anew. */
    get atOnce(): Record<string, number> {
      return Object.fromEntries(mostAtOnce);
    },
    countAtOnceAnew(): void {
      mostAtOnce.clear();
      for (const [operation, count] of underWay) if (count > 0) mostAtOnce.set(operation, count);
    },
    reset(): void {
      counts.clear();
      this.countAtOnceAnew();
    },
  };
}

export function createControls() {
  const requests = createRequestCounts();
  const log: LoggedRequest[] = [];
  let faults: Fault[] = [];
  let validity: ValidityOverride = {};

  return {
    requests,

    get validity(): ValidityOverride {
      return validity;
    },
    setValidity(override: ValidityOverride): void {
      validity = override;
    },

    addFault(fault: Fault): void {
      faults.push(fault);
    },
    /** The fault that this request runs into, if any; uses one of its times up. */
    takeFault(operation: string): Fault | undefined {
      const fault = faults.find((one) => one.operation === operation || one.operation === '*');
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
      return fault;
    },
    clearFaults(): void {
      faults = [];
    },

    /** Adds a request to the log; whoever answers it fills in the rest. */
    logged(entry: LoggedRequest): LoggedRequest {
      log.push(entry);
      if (log.length > LOG_LENGTH) log.shift();
      return entry;
    },
    /** Newest last. */
    get log(): readonly LoggedRequest[] {
      return log;
    },

    reset(): void {
      requests.reset();
      log.length = 0;
      faults = [];
      validity = {};
    },
  };
}

export type Controls = ReturnType<typeof createControls>;
