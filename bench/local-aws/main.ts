import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../scripts/project-root';
import { measureLocalAws } from '../local-aws';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, 'round-ms': { type: 'string', default: '2000' } },
});

/** Puts what was measured beside the rest of the last results, which stays. */
const path = join(projectRoot, 'bench/results.json');
const localAws = await measureLocalAws({
  rounds: Number(values.rounds),
  durationMs: Number(values['round-ms']),
});
const others = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
writeFileSync(path, `${JSON.stringify({ ...others, localAws }, null, 2)}\n`);
