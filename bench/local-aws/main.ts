import { parseArgs } from 'node:util';
import { measureLocalAws } from '../local-aws';
import { saveResults } from '../results';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, 'round-ms': { type: 'string', default: '2000' } },
});

saveResults({
  localAws: await measureLocalAws({ rounds: Number(values.rounds), durationMs: Number(values['round-ms']) }),
});
