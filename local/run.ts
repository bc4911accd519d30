import { createLocalAws, type LocalAws, type LocalAwsOptions } from './server';

/** Where it answers unless LOCAL_AWS_PORT says otherwise. */
const USUAL_PORT = 9229;

/**
 * Runs the local AWS as a process of its own until it is told to stop. Prints `ready <url>` once it answers. Ends the
 * process with one line on stderr when it cannot start.
 *
 * @param prepare what to start; it answers on LOCAL_AWS_PORT unless this names a port
 * @param announce called before that line
 */
export async function run(
  prepare: () => Promise<LocalAwsOptions> | LocalAwsOptions,
  announce?: (local: LocalAws) => void,
): Promise<void> {
  const { env } = process;
  try {
    // Anyone can sign in here as anyone; nothing that is called production may run it by mistake.
    if (env.NODE_ENV === 'production' && !env.LOCAL_AWS_ALLOW_PRODUCTION) {
      throw new Error(
        'The local AWS does not start with NODE_ENV=production. Unset NODE_ENV for this process.',
      );
    }
    const local = await createLocalAws({ port: portOf(env.LOCAL_AWS_PORT), ...(await prepare()) });
    findItselfHere(local.url);
    announce?.(local);
    console.log(`ready ${local.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void local.close().then(() => process.exit(0)));
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * Has AWS's own client in this process, which triggers may use, ask this Cognito with this role (AWS SDKs and Tools Reference
 * Guide, "Service-specific endpoints"). What is set already stays.
 */
function findItselfHere(url: string): void {
  process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ??= url;
  process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI ??= `${url}/compute-role/credentials`;
}

function portOf(text: string | undefined): number {
  const port = Number(text || USUAL_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error('LOCAL_AWS_PORT must be a port between 1 and 65535, such as LOCAL_AWS_PORT=9229.');
}
