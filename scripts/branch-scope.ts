import { type Environment, readEnvironment } from '../amplify/auth/environment';
import { referencesIn } from '../lib/config/parameter-references';

/** Where an app's people and their sessions would get into another branch's. */
const WHERE = 'In the Amplify console, Hosting, Environment variables, give';

/**
 * Stops a build that has been given what belongs to another branch: the console gives a variable to every branch unless
 * it is told otherwise.
 *
 * @throws Error with one line that says which variable, whose it is, and where to set it
 */
export function refuseOtherBranches(build: Environment): void {
  const { AWS_BRANCH: branch, AWS_APP_ID: app, DEPLOYMENT: deployment } = build;
  if (!branch) return;
  const own = asLabel(branch);
  for (const { variable, path } of referencesIn(build)) {
    const named = branchIn(path, branch, otherBranches(build));
    if (named === null) continue;
    throw new Error(
      `${variable}: ssm:${path} is for branch "${named}", and this is "${branch}". ${WHERE} branch "${branch}" a ${variable} of its own, such as ssm:/latchkey/${own}/${variable}.`,
    );
  }
  const [deployedApp, ...deployedBranch] = deployment?.split('/') ?? [];
  if (deployedApp === undefined || deployedApp !== app || asLabel(deployedBranch.join('/')) === own) return;
  throw new Error(
    `DEPLOYMENT: "${deployment}" names another branch than this, "${branch}". ${WHERE} it to that branch alone, or to none: the build sets it.`,
  );
}

/** A branch as Amplify Hosting writes it into addresses: `feature/X` becomes `feature-x`. */
function asLabel(branch: string): string {
  return branch.replaceAll('/', '-').toLowerCase();
}

/** A branch as `ampx` writes it into the names of its secrets (platform-core, backend_identifier_conversions). */
function asSecretsName(branch: string): string {
  return branch.replace(/[^A-Za-z0-9]/g, '').slice(0, 50);
}

/** The branches that the variables tell of, as labels. */
function otherBranches(build: Environment): string[] {
  const named = (build.APP_ORIGINS ?? '')
    .split(',')
    .flatMap((entry) => /^\s*([^:=]+)=/.exec(entry)?.[1] ?? []);
  return [...readEnvironment(build).productionBranches, ...named].map(asLabel);
}

/**
 * The branch, other than our own, that a parameter's name tells: after `/latchkey/`, as `ampx` names its secrets
 * (`/amplify/<app>/<branch>-branch-<hash>/…`), or as any part that is the name of a known branch.
 */
function branchIn(path: string, branch: string, others: readonly string[]): string | null {
  const own = asLabel(branch);
  const folders = path.split('/').slice(1, -1);
  const [owner, ...rest] = folders;
  if (owner === 'amplify') {
    const named = /^(.+)-branch-[0-9a-f]{10}$/.exec(rest[1] ?? '')?.[1];
    return named === undefined || named === asSecretsName(branch) ? null : named;
  }
  if (owner === 'latchkey') {
    if (rest.length === 0 || rest[0] === 'shared') return null;
    const isOwn = rest.some((_, index) => asLabel(rest.slice(0, index + 1).join('/')) === own);
    return isOwn ? null : rest.join('/');
  }
  if (folders.map(asLabel).includes(own)) return null;
  return folders.find((folder) => others.includes(asLabel(folder))) ?? null;
}
