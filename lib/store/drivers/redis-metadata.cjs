/**
 * Takes the place of `redis-for-sessions/dist/lib/command-metadata/command-metadata-data.js` in a build (`next.config.mjs`): how
 * each of Redis' commands is spread over a cluster. The drivers name the key that decides, and a command of which nothing is
 * known goes where its key is (docs/decisions/0092).
 */
const NEEDED = `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.COMMAND_METADATA = {};
`;

/** As a loader, of webpack's kind, which Turbopack runs too. @returns what the module is to say */
module.exports = () => NEEDED;
