import { LocalAwsControl } from '../../local/testing/control';
import { LOCAL_AWS_READY, localAws } from '../../scripts/local-aws';
import { findFreePorts } from '../../scripts/ports';
import { type ManagedProcess, startProcess } from '../../scripts/processes';
import { projectRoot } from '../../scripts/project-root';
import { temporaryDirectory } from './temporary-directory';

export interface TestLocalAws {
  readonly url: string;
  readonly port: number;
  readonly control: LocalAwsControl;
  /** Ends it and starts it again on the same port with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A local AWS of its own, with its own data.
 *
 * @param options.appOrigins the origins that may receive its redirects
 * @param options.variables environment variables on top of this process's
 */
export async function startLocalAws(
  options: { appOrigins?: readonly string[]; variables?: Readonly<Record<string, string>> } = {},
): Promise<TestLocalAws> {
  const port = await findFreePorts();
  const data = await temporaryDirectory('aws');
  const launch = async (): Promise<ManagedProcess> => {
    const variables = { ...process.env, LOCAL_AWS_DATA: data.path, ...options.variables };
    const aws = startProcess(
      localAws({ root: projectRoot, port, appOrigins: options.appOrigins ?? [], variables }),
    );
    await aws.line(LOCAL_AWS_READY, 60_000);
    return aws;
  };
  let server = await launch();
  const url = `http://localhost:${port}`;
  return {
    url,
    port,
    control: new LocalAwsControl(url),
    restart: async () => {
      await server.stop();
      server = await launch();
    },
    stop: async () => {
      await server.stop();
      await data.remove();
    },
  };
}
