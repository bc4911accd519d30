import type {
  ClusterConfig,
  RedisAccess,
  RedisNode,
  SentinelConfig,
  StandaloneConfig,
  StoreConfig,
} from '../store/config';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Chooses the store from `REDIS_URL`, or `REDIS_HOST` with `REDIS_PORT` and `REDIS_PASSWORD`, or
 * `UPSTASH_REDIS_REST_URL` with `UPSTASH_REDIS_REST_TOKEN`; none of them means embedded.
 *
 * @throws Error naming the variable to correct; it never quotes a value, which may hold a password
 */
export function chooseStore(environment: Environment): StoreConfig {
  const url = environment.REDIS_URL;
  if (url) return parseStoreUrl(url);
  if (environment.REDIS_HOST) return fromHostVariables(environment.REDIS_HOST, environment);
  const { UPSTASH_REDIS_REST_URL: restUrl, UPSTASH_REDIS_REST_TOKEN: token } = environment;
  if (!restUrl && !token) return { kind: 'embedded' };
  if (!restUrl || !token) {
    throw new Error('UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN must be set together');
  }
  if (!URL.canParse(restUrl) || !/^https?:$/.test(new URL(restUrl).protocol)) {
    throw new Error(
      'UPSTASH_REDIS_REST_URL must be an https address, such as https://eu1-example.upstash.io',
    );
  }
  return { kind: 'upstash', url: restUrl, token };
}

function fromHostVariables(host: string, environment: Environment): StandaloneConfig {
  const port = environment.REDIS_PORT ? parsePort(environment.REDIS_PORT, 'REDIS_PORT') : 6379;
  const password = environment.REDIS_PASSWORD;
  return { kind: 'standalone', node: { host, port }, database: 0, tls: null, ...(password && { password }) };
}

const URL_FORM = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/?]*)@)?([^/?@]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/**
 * Parses `REDIS_URL`. `rediss` is TLS; user, password and names are percent-encoded:
 *
 * - `redis[s]://[user:password@]host[:6379][/database][?ca=/path/ca.pem]`
 * - `redis[s]+sentinel://[user:password@]host[:26379],host…/primary[?sentinelUsername=…&sentinelPassword=…]`
 * - `redis[s]+cluster://[user:password@]host[:6379],host…`
 *
 * `maxStalenessMs=0` to `10000` in the query changes how long a read may be served from memory; 0 switches that off.
 */
export function parseStoreUrl(text: string): StandaloneConfig | SentinelConfig | ClusterConfig {
  const [, scheme, topology, credentials, hosts, path = '', query = ''] = URL_FORM.exec(text) ?? [];
  if (!scheme || !hosts) {
    throw new Error(
      'REDIS_URL must look like redis://user:password@host:6379/0 (or rediss, redis+sentinel, redis+cluster)',
    );
  }
  const options = new URLSearchParams(query);
  const access = parseAccess(scheme, credentials, options);
  if (topology === 'cluster') return { kind: 'cluster', seeds: parseNodes(hosts, 6379), ...access };
  if (topology === 'sentinel') return parseSentinel(hosts, path, options, access);
  const [node, second] = parseNodes(hosts, 6379);
  if (!node || second)
    throw new Error('REDIS_URL names several hosts: use redis+sentinel:// or redis+cluster://');
  if (!/^\d{0,4}$/.test(path)) throw new Error('REDIS_URL must end in a database number, such as /0');
  return { kind: 'standalone', node, database: Number(path || '0'), ...access };
}

function parseSentinel(
  hosts: string,
  path: string,
  options: URLSearchParams,
  access: RedisAccess,
): SentinelConfig {
  if (!path)
    throw new Error(
      'REDIS_URL must name the primary that the sentinels watch: redis+sentinel://host:26379/<name>',
    );
  const sentinelUsername = options.get('sentinelUsername');
  const sentinelPassword = options.get('sentinelPassword');
  return {
    kind: 'sentinel',
    sentinels: parseNodes(hosts, 26379),
    primaryName: decodeURIComponent(path),
    ...(sentinelUsername && { sentinelUsername }),
    ...(sentinelPassword && { sentinelPassword }),
    ...access,
  };
}

function parseAccess(scheme: string, credentials: string | undefined, options: URLSearchParams): RedisAccess {
  const caFile = options.get('ca');
  const tls = scheme === 'rediss' ? { ...(caFile && { caFile }) } : null;
  const transport = { tls, ...parseStaleness(options.get('maxStalenessMs')) };
  if (!credentials) return transport;
  const colon = credentials.indexOf(':');
  const username = decodeURIComponent(colon < 0 ? credentials : credentials.slice(0, colon));
  const password = colon < 0 ? '' : decodeURIComponent(credentials.slice(colon + 1));
  return { ...transport, ...(username && { username }), ...(password && { password }) };
}

function parseStaleness(text: string | null): { maxStalenessMs?: number } {
  if (text === null) return {};
  const maxStalenessMs = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(maxStalenessMs <= 10_000))
    throw new Error('REDIS_URL has a maxStalenessMs that is not between 0 and 10000');
  return { maxStalenessMs };
}

function parseNodes(list: string, defaultPort: number): RedisNode[] {
  return list.split(',').map((entry) => {
    const [, host, port] = /^(\[[0-9a-fA-F:]+\]|[^:\s]+)(?::(\d+))?$/.exec(entry) ?? [];
    if (!host) throw new Error('REDIS_URL has a host that is not host or host:port');
    return { host: host.replace(/^\[|\]$/g, ''), port: port ? parsePort(port, 'REDIS_URL') : defaultPort };
  });
}

function parsePort(text: string, variable: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new Error(`${variable} has a port that is not between 1 and 65535`);
  return port;
}
