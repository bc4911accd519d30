import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface TcpProxy {
  readonly port: number;
  /** Keeps connections open and passes nothing on. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A proxy on loopback to a port on loopback. @param delayMs added to every chunk, each way */
export async function startTcpProxy(targetPort: number, delayMs = 0): Promise<TcpProxy> {
  const script = fileURLToPath(new URL('./tcp-proxy-main.ts', import.meta.url));
  const child = fork(script, [`${targetPort}`, `${delayMs}`], { execArgv: ['--import', 'tsx'] });
  const [port] = await once(child, 'message');
  return {
    port: Number(port),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
