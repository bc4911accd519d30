/** Where a Redis server listens. */
export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** What every kind of Redis connection may need. */
export interface RedisAccess {
  /** ACL user; absent with a password means Redis's `default` user. */
  readonly username?: string;
  readonly password?: string;
  /** Null is plain TCP. */
  readonly tls: {
    /** Path of a PEM file with the certificate authority to trust; absent means the system's. */
    readonly caFile?: string;
  } | null;
  /** Milliseconds for which reads may be served from memory; 0 is never, absent the default. */
  readonly maxStalenessMs?: number;
}

export interface StandaloneConfig extends RedisAccess {
  readonly kind: 'standalone';
  readonly node: RedisNode;
  readonly database: number;
}

export interface SentinelConfig extends RedisAccess {
  readonly kind: 'sentinel';
  readonly sentinels: readonly RedisNode[];
  /** The name under which the sentinels watch the primary. */
  readonly primaryName: string;
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
}

export interface ClusterConfig extends RedisAccess {
  readonly kind: 'cluster';
  /** Any of the cluster's nodes; the rest are discovered. */
  readonly seeds: readonly RedisNode[];
}

export interface UpstashConfig {
  readonly kind: 'upstash';
  readonly url: string;
  readonly token: string;
}

/** In this process's memory: for development and tests, lost at exit. */
export interface EmbeddedConfig {
  readonly kind: 'embedded';
}

export type StoreConfig = EmbeddedConfig | StandaloneConfig | SentinelConfig | ClusterConfig | UpstashConfig;

/** What a store tells, or needs to be told by, the process around it. */
export interface StoreHooks {
  /** What all keys begin with after the layout's version, so that deployments can share a Redis; none by default. */
  readonly namespace?: string;
  /** Epoch milliseconds; only the embedded store reads it, the others use Redis's clock. */
  readonly now?: () => number;
  /** Milliseconds within which every command must be answered (default 1000). */
  readonly commandTimeoutMs?: number;
  /** Milliseconds after which a cached read is never used (default 2000); 0 switches the cache off. */
  readonly maxStalenessMs?: number;
  /** Called for connection trouble, for the log. */
  readonly onTrouble?: (error: unknown) => void;
}
