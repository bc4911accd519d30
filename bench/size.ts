import { parseArgs } from 'node:util';
import { measureMemory } from './engine';
import { startBenchRedis } from './subject';

/** More are not stored to learn what one takes. */
const MOST_STORED = 200_000;

const { values } = parseArgs({ options: { sessions: { type: 'string', default: '100000' } } });
const sessions = Number(values.sessions);
if (!Number.isSafeInteger(sessions) || sessions < 1) {
  console.error('--sessions: give a whole number of sessions, such as 100000.');
  process.exit(1);
}

const redis = await startBenchRedis();
try {
  const stored = Math.min(sessions, MOST_STORED);
  const { withTokens, withoutTokens } = await measureMemory(redis, stored);
  const megabytes = (bytes: number) => `${Math.ceil((bytes * sessions) / 1_000_000)} MB`;
  console.log(
    `${sessions} sessions take ${megabytes(withTokens)} of Redis: ${withTokens} bytes each, ${withoutTokens} of them beside the tokens.`,
  );
  console.log(
    `Measured with ${stored}, each of another user, on a Redis of its own. While it writes a dump Redis can need up to as much again.`,
  );
} finally {
  await redis.stop();
}
