/** What a key may do, ready to be asked on every call. */
export interface ScopeSet {
  /** Whether it holds this scope; letter by letter, no patterns. */
  has(scope: string): boolean;
}

/** All scopes that there are, numbered, so that what a key may do is a row of bits. */
export interface ScopeUniverse {
  /** The set of these scopes and of what they imply; a scope that the universe does not know is left out. */
  setOf(scopes: readonly string[]): ScopeSet;
}

/** How a universe is made. */
export interface ScopeUniverseOptions {
  /** Every scope that there is. */
  scopes: readonly string[];
  /** All that these scopes allow, implied ones included; without it a scope allows itself alone. */
  expand?: (scopes: readonly string[]) => Iterable<string>;
}

const bitsPerWord = 32;

/** Numbers the scopes: a set of them is then one bit each, and asking is one look-up and one bit test. */
export function createScopeUniverse({ scopes, expand = (given) => given }: ScopeUniverseOptions): ScopeUniverse {
  const places = new Map([...new Set(scopes)].map((scope, place) => [scope, place]));
  const words = Math.ceil(places.size / bitsPerWord);
  return {
    setOf(granted) {
      const bits = new Uint32Array(words);
      for (const scope of expand(granted)) {
        const place = places.get(scope);
        if (place !== undefined) bits[place >>> 5]! |= 1 << (place & 31);
      }
      return {
        has(scope) {
          const place = places.get(scope);
          return place !== undefined && (bits[place >>> 5]! & (1 << (place & 31))) !== 0;
        },
      };
    },
  };
}

/** The universe of somebody who numbers nothing: a scope allows itself alone. */
export const plainScopes: ScopeUniverse = { setOf: (scopes) => new Set(scopes) };
