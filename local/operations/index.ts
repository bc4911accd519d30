import type { Operation } from '../operation';

const served: readonly Operation[] = [];

/** Every operation that is served, by name. Any other is answered with UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(served.map((one) => [one.name, one]));
