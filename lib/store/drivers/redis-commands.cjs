/**
 * Takes the place of `redis-for-sessions/dist/lib/commands/index.js` in a build (`next.config.mjs`): of its 400 commands those that
 * the client sends by itself. The others would be loaded, and made methods of each client, at every start; the drivers send
 * what they send by `sendCommand` (docs/decisions/0084).
 */
const NEEDED = `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.default = {
  AUTH: require('./AUTH').default,
  CLIENT_SETNAME: require('./CLIENT_SETNAME').default,
  READONLY: require('./READONLY').default,
  clusterSlots: require('./CLUSTER_SLOTS').default,
};
exports.NON_STICKY_COMMANDS = exports.default;
`;

/** As a loader, of webpack's kind, which Turbopack runs too. @returns what the module is to say */
module.exports = () => NEEDED;
