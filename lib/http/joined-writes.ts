import 'server-only';
import { type OutgoingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Sends a response's head together with what of its body is there by the end of the same turn of the event loop. Next flushes
 * every head before the first byte of the body: one more system call, and one more packet, for each response.
 */
export function joinHeadAndBody(response: OutgoingMessage): void {
  response.flushHeaders = flushWithBody;
}

/** What streams is not held up: whatever has been written when the turn ends is sent then. */
function flushWithBody(this: OutgoingMessage): void {
  const { socket } = this;
  if (socket) {
    socket.cork();
    setImmediate(uncork, socket);
  }
  ServerResponse.prototype.flushHeaders.call(this);
}

/** The end of a response has done so by itself (`OutgoingMessage.end`); one time too many does nothing. */
function uncork(socket: Socket): void {
  socket.uncork();
}
