import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule, TestSuite } from 'vitest/node';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Where the tally goes: `scripts/test.ts` reads it, so that its own last line comes after everything else. */
const path = process.env.TEST_TALLY_FILE;

/**
 * Counts tests. A file or a group that fails without any of its tests failing (an import, a `beforeAll`), and an
 * error outside any test, count as one failure each: nothing that went wrong may leave the count at zero.
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed += 1;
        if (test.result().state === 'failed') failed += 1;
      }
      failed += [module, ...module.children.allSuites()].filter(brokeItself).length;
    }
    if (path !== undefined) writeFileSync(path, JSON.stringify({ passed, failed } satisfies Tally));
  }
}

function brokeItself(suite: TestModule | TestSuite): boolean {
  return suite.errors().length > 0;
}
