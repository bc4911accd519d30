import { writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../scripts/processes';
import { type AnswerMessage, BodyTooLarge, endToEndHeaders, type RequestMessage, readBody } from './message';
import type { HostOptions } from './options';
import { peakMemory } from './peak-memory';
import type { Relay } from './redis-relay';

/** Milliseconds for a start: generous, since a busy machine is no fault of the app. */
const START_MS = 60_000;
const START_POLL_MS = 10;

export interface EnvironmentStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly port: number;
  /** The way to Redis, if it goes through a relay. */
  readonly relay: Relay | null;
  /** Where its frozen milliseconds are kept for its clock, if that stands still. */
  readonly frozenFile: string | null;
  readonly options: HostOptions;
  readonly onLine: (line: string) => void;
}

/** An environment did not live to answer. */
export class EnvironmentFailed extends Error {}

/** An answer took too long. */
export class EnvironmentTimedOut extends Error {}

/**
 * One environment: a process of the app that runs only while it has a request. Between requests it is stopped as it
 * stands, with its timers, its connections and whatever it had not finished.
 */
export class Environment {
  private frozenAt: number | null = null;
  private frozenMs = 0;
  private endedHow: string | null = null;

  private constructor(
    private readonly start: EnvironmentStart,
    private readonly process: ReturnType<typeof startProcess>,
  ) {
    void this.process.ended.then((how) => {
      this.endedHow = how;
      start.relay?.stop();
    });
  }

  /** Starts one, and resolves when it accepts connections. @throws EnvironmentFailed */
  static async start(start: EnvironmentStart): Promise<Environment> {
    const { command, args, cwd, port, variables, onLine } = start;
    const env = { ...variables, PORT: `${port}` };
    const child = startProcess({ name: `environment on port ${port}`, command, args, cwd, env, onLine });
    const environment = new Environment(start, child);
    const deadline = performance.now() + START_MS;
    while (!(await accepts(port))) {
      if (environment.endedHow === null && performance.now() < deadline) await sleep(START_POLL_MS);
      else {
        const how = environment.endedHow ?? `did not listen within ${START_MS} ms`;
        await environment.end();
        throw new EnvironmentFailed(`${child.name} ${how}:\n${child.tail()}`);
      }
    }
    return environment;
  }

  get alive(): boolean {
    return this.endedHow === null;
  }

  /**
   * Lets it go on, hands a request over, and stops it again as soon as it has answered.
   *
   * @throws EnvironmentTimedOut, EnvironmentFailed: it has ended then. BodyTooLarge: the answer is, and it goes on.
   */
  async answer(request: RequestMessage, timeoutMs: number): Promise<AnswerMessage> {
    this.thaw();
    const work = { failed: null as Error | null };
    const timer = setTimeout(() => {
      work.failed = new EnvironmentTimedOut(`No answer within ${timeoutMs} ms.`);
      void this.end();
    }, timeoutMs);
    try {
      const answer = await this.exchange(request);
      this.freeze();
      if (peakMemory(this.process.pid) > this.start.options.memoryBytes) {
        throw new EnvironmentFailed('The environment has used more memory than it has.');
      }
      return answer;
    } catch (error) {
      if (error instanceof BodyTooLarge && this.alive) {
        this.freeze();
        throw error;
      }
      await this.end();
      if (work.failed !== null) throw work.failed;
      throw error instanceof EnvironmentFailed
        ? error
        : new EnvironmentFailed(`The environment ended:\n${this.process.tail()}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it at once: the host gives the process no chance to do anything. */
  async end(): Promise<void> {
    await this.process.stop('SIGKILL');
  }

  private exchange({ method, url, rawHeaders, body }: RequestMessage): Promise<AnswerMessage> {
    const { port, options } = this.start;
    const headers = endToEndHeaders(rawHeaders, ['content-length']);
    if (body.length > 0) headers.push('content-length', `${body.length}`);
    return new Promise((resolve, reject) => {
      const target = { host: '127.0.0.1', port, method, path: url, headers, agent: false };
      const sent = httpRequest(target, (answer: IncomingMessage) => {
        readBody(answer, options.bodyBytes).then(
          (read) => resolve({ status: answer.statusCode ?? 502, rawHeaders: answer.rawHeaders, body: read }),
          (error: unknown) => {
            sent.destroy();
            reject(error);
          },
        );
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }

  private freeze(): void {
    if (!this.alive) return;
    process.kill(this.process.pid, 'SIGSTOP');
    this.frozenAt = performance.now();
  }

  private thaw(): void {
    if (this.frozenAt === null) return;
    const { relay, frozenFile, options } = this.start;
    const lasted = performance.now() - this.frozenAt;
    relay?.cut(lasted > options.freezeCutMs ? 1 : options.cutShare);
    this.frozenMs += lasted;
    if (frozenFile !== null) writeFileSync(frozenFile, `${this.frozenMs}`);
    this.frozenAt = null;
    process.kill(this.process.pid, 'SIGCONT');
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
