import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Day } from './day.ts';

/** Lets in so many visitors from one network, per app, step and day. */
export interface CrowdLimit {
  /** Whether the visitor is to be counted: false when they were let in already, or when too many have come from there. */
  admits(place: { day: Day; appId: string; step: string }, visitor: { network: string; userAgent: string }): boolean;
}

const mostNetworks = 20_000;

/**
 * A limit in memory, for the 20,000 networks seen last. It keeps keyed hashes alone, under a key that is made anew each day, so a look into the
 * memory of the process shows no address either.
 */
export function createCrowdLimit({ most }: { most: number }): CrowdLimit {
  const seen = new LRUCache<string, Set<string>>({ max: mostNetworks });
  let key = randomBytes(32);
  let today: Day = '';
  const hash = (parts: readonly string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64');
  return {
    admits({ day, appId, step }, { network, userAgent }) {
      if (day !== today) {
        seen.clear();
        key = randomBytes(32);
        today = day;
      }
      const place = hash([appId, step, network]);
      const visitors = seen.get(place) ?? new Set();
      seen.set(place, visitors);
      const visitor = hash([userAgent]).slice(0, 12);
      if (visitors.has(visitor) || visitors.size >= most) return false;
      visitors.add(visitor);
      return true;
    },
  };
}
