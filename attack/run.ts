import type { Attack, AttackGroup, Result } from './attack';
import type { Field } from './field';

export interface RunOptions {
  readonly intrusive: boolean;
  /** Only attacks whose name contains this. */
  readonly only?: string;
  /** Called with each line as it is known. */
  readonly onResult?: (result: Result) => void;
}

/** Tries the attacks one after another. An attack that fails by itself is 'could not tell', never 'withstood'. */
export async function runAttacks(
  groups: readonly AttackGroup[],
  field: Field,
  { intrusive, only = '', onResult = () => undefined }: RunOptions,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const { title, attacks } of groups) {
    for (const attack of attacks.filter(({ name }) => name.includes(only))) {
      const { name, asvs, expected } = attack;
      const result = { group: title, name, asvs, expected, ...(await tryAttack(attack, field, intrusive)) };
      results.push(result);
      onResult(result);
    }
  }
  return results;
}

async function tryAttack(
  attack: Attack,
  field: Field,
  intrusive: boolean,
): Promise<Pick<Result, 'seen' | 'verdict'>> {
  const lacking = attack.intrusive && !intrusive ? 'needs --intrusive' : field.lacks(attack.needs);
  if (lacking !== null) return { verdict: 'not run', seen: lacking };
  try {
    const { withstood, seen } = await attack.run(field);
    return { verdict: withstood ? 'withstood' : 'got through', seen };
  } catch (error) {
    return { verdict: 'could not tell', seen: error instanceof Error ? error.message : String(error) };
  }
}
