declare const proof: unique symbol;

/**
 * A value of which something is known, such as that a path stays on this site: the type says what, and only the function
 * that finds it out makes one. `tests/types` holds what does not compile; a test says who may call `prove`.
 */
export type Proven<Kind extends string, T = string> = T & { readonly [proof]: Kind };

/** A value of which nothing is known yet. What has been proven to be one thing cannot be passed as another. */
export type Unproven<T = string> = T & { readonly [proof]?: undefined };

/** Vouches for a value. The caller has just found out that it is a `Kind`. */
export function prove<Kind extends string, T = string>(value: Unproven<T>): Proven<Kind, T> {
  // A type cannot see what the caller has checked: this is the one cast.
  return value as T as Proven<Kind, T>;
}
