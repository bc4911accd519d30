import { readFileSync } from 'node:fs';
import yaml from 'yaml';
import { z } from 'zod';

/** In the order in which the host runs them. */
const PHASES = ['preBuild', 'build', 'postBuild'] as const;

const phases = z.partialRecord(z.enum(PHASES), z.object({ commands: z.array(z.string()) }));
const specification = z.object({
  backend: z.object({ phases }).optional(),
  frontend: z.object({ phases, artifacts: z.object({ baseDirectory: z.string() }) }),
});

/** What an `amplify.yml` tells the host to do. */
export interface BuildSpec {
  /** Of the backend and then of the frontend, phase by phase. */
  readonly commands: readonly string[];
  /** Where the frontend leaves what is deployed, from the checkout's root. */
  readonly baseDirectory: string;
}

/**
 * Reads a build specification.
 *
 * Source of the form: https://docs.aws.amazon.com/amplify/latest/userguide/yml-specification-syntax.html
 *
 * @throws ZodError for a file of another form
 */
export function readBuildSpec(path: string): BuildSpec {
  const { backend, frontend } = specification.parse(yaml.parse(readFileSync(path, 'utf8')));
  const parts = backend === undefined ? [frontend] : [backend, frontend];
  return {
    commands: parts.flatMap((part) => PHASES.flatMap((name) => part.phases[name]?.commands ?? [])),
    baseDirectory: frontend.artifacts.baseDirectory,
  };
}
