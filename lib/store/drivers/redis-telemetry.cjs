/**
 * Takes the place of `redis-for-sessions/dist/lib/opentelemetry/index.js` in a build (`next.config.mjs`): of the client's metrics
 * for OpenTelemetry, which nothing here turns on, the list of clients that the client itself asks for (docs/decisions/0092).
 */
const NEEDED = `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.ClientRegistry = require('./client-registry').ClientRegistry;
`;

/** As a loader, of webpack's kind, which Turbopack runs too. @returns what the module is to say */
module.exports = () => NEEDED;
