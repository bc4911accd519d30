/**
 * Takes the place of `redis-for-sessions/dist/index.js` in a build (`next.config.mjs`): what the drivers import of it, each kind
 * of client loaded by who makes one. A deployment has one kind, and would load them all (docs/decisions/0092).
 */
const NEEDED = `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.ErrorReply = require('./lib/errors').ErrorReply;
exports.BasicPooledClientSideCache = require('./lib/client/cache').BasicPooledClientSideCache;
exports.createClient = (options) => require('./lib/client').default.create(options);
exports.createCluster = (options) => require('./lib/cluster').default.create(options);
exports.createSentinel = (options) => require('./lib/sentinel').default.create(options);
`;

/** As a loader, of webpack's kind, which Turbopack runs too. @returns what the module is to say */
module.exports = () => NEEDED;
