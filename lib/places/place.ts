/** Where a network is, as far as that is known. */
export interface Place {
  /** Null where only the country is known. */
  readonly city: string | null;
  /** ISO 3166-1, such as `DE`. */
  readonly countryCode: string;
}

/**
 * Finds where an address is, in the names of one language.
 *
 * @param address IPv4 or IPv6; anything else is nowhere
 * @param language such as `de`: the language of the city's name, where it has one in that
 * @returns null for an address whose place is not known; never rejects
 */
export type ResolvePlace = (address: string, language: string) => Promise<Place | null>;
