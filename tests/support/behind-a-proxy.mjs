import { Server } from 'node:http';

/**
 * Lets a process see requests as they come from one proxy in front of it, which has appended the address that it was called
 * from to `X-Forwarded-For`: `NODE_OPTIONS="--import <this file>"`, with TRUSTED_PROXIES=1.
 */
const { emit } = Server.prototype;

Server.prototype.emit = function (event, ...args) {
  if (event === 'request') {
    const [{ headers, socket }] = args;
    headers['x-forwarded-for'] = [headers['x-forwarded-for'], socket.remoteAddress]
      .filter(Boolean)
      .join(', ');
  }
  return emit.call(this, event, ...args);
};
