import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/*
 * `node --import tsx tcp-proxy-main.ts <target port> <delay ms>`: passes connections on, each chunk later by the delay
 * in either direction. A process of its own, so that SIGSTOP freezes connections without closing them.
 */
const [targetPort = '0', delay = '0'] = process.argv.slice(2);
const delayMs = Number(delay);

/** Keeps the order: every chunk waits equally long. */
function later(): Transform {
  return new Transform({
    highWaterMark: 16 * 1024 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      if (delayMs > 0) setTimeout(() => this.push(chunk), delayMs);
      else this.push(chunk);
      done();
    },
    flush(done) {
      setTimeout(done, delayMs);
    },
  });
}

function join(client: Socket): void {
  const server = connect(Number(targetPort), '127.0.0.1');
  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    socket.on('error', () => {
      client.destroy();
      server.destroy();
    });
  }
  client.pipe(later()).pipe(server);
  server.pipe(later()).pipe(client);
  client.once('close', () => server.destroy());
  server.once('close', () => client.destroy());
}

const listener = createServer(join).listen(0, '127.0.0.1', () => {
  const address = listener.address();
  process.send?.(typeof address === 'object' ? address?.port : 0);
});
process.on('disconnect', () => process.exit());
