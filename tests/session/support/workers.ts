import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PRELOAD } from './cognito';
import type { Methods, Outcome, Reply, WorkerOptions } from './worker-protocol';

type Result<M extends keyof Methods> = Awaited<ReturnType<Methods[M]>>;

const SCRIPT = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** A session engine in a process of its own. */
export class Worker {
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (reply: Reply) => {
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
    child.once('exit', () => {
      for (const [id, settle] of this.#waiting) settle({ id, outcomes: [{ error: 'process_died' }] });
      this.#waiting.clear();
    });
  }

  /** Resolves once its store answers. */
  static async start(options: WorkerOptions): Promise<Worker> {
    const child = fork(SCRIPT, [JSON.stringify(options)], {
      execArgv: ['--conditions=react-server', '--import', 'tsx', '--import', PRELOAD],
      serialization: 'advanced',
    });
    const worker = new Worker(child);
    const { outcomes } = await worker.#reply(0);
    if (outcomes.length > 0) throw new Error('the worker ended before its store answered');
    return worker;
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Calls a method `times` times at once. */
  async many<M extends keyof Methods>(
    times: number,
    method: M,
    ...args: Parameters<Methods[M]>
  ): Promise<Outcome<Result<M>>[]> {
    this.#lastId += 1;
    const reply = this.#reply(this.#lastId);
    this.child.send({ id: this.#lastId, method, args, times });
    return (await reply).outcomes as Outcome<Result<M>>[];
  }

  /** @throws Error whose message is the error's code */
  async call<M extends keyof Methods>(method: M, ...args: Parameters<Methods[M]>): Promise<Result<M>> {
    const [outcome] = await this.many(1, method, ...args);
    if (outcome?.error !== undefined) throw new Error(outcome.error);
    return outcome?.value as Result<M>;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }

  #reply(id: number): Promise<Reply> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }
}
