import { type ManagedProcess, type ProcessOptions, startProcess } from './processes';

/** Ctrl-C reaches every process of the terminal at once; our own handler may run a little after a child ended. */
const SIGNAL_SETTLE_MS = 100;

/** A shell that npm put in between passes no signal on when it is ended; what tells is that our parent has changed. */
const ORPHAN_CHECK_MS = 500;

/**
 * Keeps a set of processes together: when one ends, or when this process is asked to stop, all are stopped, the
 * last started first.
 */
export class Supervisor {
  private readonly running: Array<{ stop(): Promise<void> }> = [];
  private stopping: Promise<void> | null = null;

  constructor(private readonly finish: (exitCode: number) => void) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.end(0));
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void this.end(0), ORPHAN_CHECK_MS).unref();
  }

  /**
   * Starts a process that must keep running until everything stops.
   *
   * @throws Error when stopping has begun: nothing may be left behind
   */
  start(options: ProcessOptions): ManagedProcess {
    if (this.isEnding) throw new Error(`${options.name} was not started: stopping.`);
    const child = startProcess(options);
    this.running.push(child);
    void child.ended.then((how) => this.onEnded(child, how));
    return child;
  }

  /**
   * Has something that is no process stopped in its turn.
   *
   * @throws Error when stopping has begun, as {@link start}
   */
  keep(service: { stop(): Promise<void> }): void {
    if (this.isEnding) throw new Error('Not started: stopping.');
    this.running.push(service);
  }

  /** Stops everything, then finishes with `exitCode`; the first call decides it. */
  async end(exitCode: number): Promise<void> {
    if (this.isEnding) return;
    this.stopping = this.stopAll();
    await this.stopping;
    this.finish(exitCode);
  }

  /** Whether stopping has begun: what fails from then on fails because of it. */
  get isEnding(): boolean {
    return this.stopping !== null;
  }

  private async onEnded(child: ManagedProcess, how: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, SIGNAL_SETTLE_MS));
    if (this.isEnding) return;
    console.error(`\n${child.name} ended (${how}); stopping the rest. Its last lines:\n${child.tail()}`);
    await this.end(1);
  }

  private async stopAll(): Promise<void> {
    for (const child of this.running.reverse()) await child.stop();
  }
}

/**
 * Runs a command that starts processes and then lives as long as they do. What `start` throws is one clear line for
 * people, not a stack trace, and stops everything.
 */
export async function runSupervised(start: (supervisor: Supervisor) => Promise<void>): Promise<void> {
  const supervisor = new Supervisor((exitCode) => process.exit(exitCode));
  try {
    await start(supervisor);
  } catch (error) {
    if (supervisor.isEnding) return;
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await supervisor.end(1);
  }
}
