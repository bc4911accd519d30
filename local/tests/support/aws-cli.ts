import { execFile } from 'node:child_process';
import type { Body } from '../../testing/cognito';
import { findProgram } from './find-program';

/** Debian's own before one that pip put on PATH. */
const CANDIDATES = ['/usr/bin/aws', 'aws'];

/** Credentials of nobody, and nothing of the developer's own configuration. */
const ENVIRONMENT: NodeJS.ProcessEnv = {
  NODE_ENV: 'test',
  PATH: process.env.PATH,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
};

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** `aws cognito-idp …` against a local AWS. */
export class AwsCli {
  private readonly program = findProgram(CANDIDATES);

  /** @throws Error where there is no `aws` */
  constructor(private readonly endpoint: string) {}

  /**
   * @param command such as `list-users --limit 2`, split at spaces
   * @param more arguments that may contain spaces
   * @returns the answer; `{}` where there is none
   * @throws Error with what `aws` wrote when the operation was refused
   */
  async run(command: string, ...more: readonly string[]): Promise<Body> {
    const { exitCode, output, errors } = await this.outcome(command, more);
    if (exitCode !== 0) throw new Error(`aws ${command} ended with ${exitCode}: ${errors}`);
    return JSON.parse(output || '{}');
  }

  /** What `aws` says of an operation that is refused, on one line. */
  async refusal(command: string, ...more: readonly string[]): Promise<string> {
    const { exitCode, output, errors } = await this.outcome(command, more);
    if (exitCode === 0) throw new Error(`aws ${command} was not refused: ${output}`);
    return errors.trim();
  }

  private outcome(command: string, more: readonly string[]): Promise<Outcome> {
    const fixed = ['--endpoint-url', this.endpoint, '--output', 'json', 'cognito-idp'];
    const args = [...fixed, ...command.split(' '), ...more];
    return new Promise((resolve, reject) => {
      execFile(this.program, args, { env: ENVIRONMENT }, (error, output, errors) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output, errors });
      });
    });
  }
}
