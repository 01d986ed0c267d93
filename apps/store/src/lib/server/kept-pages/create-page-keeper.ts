import { LRUCache } from 'lru-cache';
import { isKeepable, toKeptPage, type KeptPage } from './kept-page.ts';

/** What keeping pages needs from outside. */
export interface PageKeeperOptions {
  /** What the store shows is of this revision now; undefined when that cannot be learnt. */
  revision(): Promise<string | undefined>;
  /** In milliseconds, since whenever. */
  now?(): number;
  /** Bytes of pages held at most: of those at plain addresses, and as many again of those at addresses with a query. */
  mostBytes?: number;
}

/** A page, from memory or from the caller's own rendering. */
export type Served = { page: KeptPage; isOwn: boolean } | { answer: Response };

/** Pages that are the same for everybody, in memory. */
export interface PageKeeper {
  /**
   * The page at a key. `render` makes it: for whoever asks, or ahead of time, for nobody yet. `isOwn` says that what is given was rendered for this very
   * question; an `answer` is one that cannot be kept.
   */
  serve(key: string, render: (isAhead: boolean) => Promise<Response>): Promise<Served>;
}

const freshMs = 5_000;
const staleMs = 60_000;
const staleOnErrorMs = 3_600_000;
const aboutHeaders = 2_000;

/**
 * Keeps pages: one is given from memory while the store is of the revision that it was rendered from, so a publication is seen by whoever asks after
 * it. What else changes on a page (counts, names) is a minute old at most: after five seconds a page is rendered anew while the former one is given.
 * While the revision cannot be learnt, pages are given for an hour. A page that many ask for at once is rendered once.
 */
export function createPageKeeper({ revision, now, mostBytes = 32_000_000 }: PageKeeperOptions): PageKeeper {
  const clock = now ?? (() => performance.now());
  const shelf = () =>
    new LRUCache<string, KeptPage>({
      maxSize: mostBytes,
      maxEntrySize: 2_000_000,
      // Up to three forms of the body.
      sizeCalculation: ({ body }) => Math.ceil(body.byteLength * 1.5) + aboutHeaders,
    });
  // Apart, so that no number of searches can push out the pages that everybody reads.
  const [plain, queried] = [shelf(), shelf()];
  const shelfOf = (key: string) => (key.includes('?') ? queried : plain);
  const underWay = new Map<string, { revision: string; page: Promise<KeptPage | Response> }>();

  const renderAt = (key: string, current: string, render: () => Promise<Response>): Promise<KeptPage | Response> => {
    const make = async () => {
      const renderedAt = clock();
      const answer = await render();
      if (!isKeepable(answer)) return answer;
      const page = await toKeptPage(answer, { revision: current, renderedAt });
      shelfOf(key).set(key, page);
      return page;
    };
    const flight = { revision: current, page: make() };
    underWay.set(key, flight);
    const land = () => {
      if (underWay.get(key) === flight) underWay.delete(key);
    };
    flight.page.then(land, land);
    return flight.page;
  };

  return {
    async serve(key, render) {
      const current = await revision();
      const kept = shelfOf(key).get(key);
      const ageMs = kept === undefined ? Infinity : clock() - kept.renderedAt;
      if (current === undefined) {
        return kept !== undefined && ageMs <= staleOnErrorMs
          ? { page: kept, isOwn: false }
          : { answer: await render(false) };
      }
      const flight = underWay.get(key);
      if (kept?.revision === current && ageMs <= staleMs) {
        const isDue = ageMs > freshMs && flight?.revision !== current;
        // Where it fails, the former page is given until it is too old.
        if (isDue) renderAt(key, current, () => render(true)).catch(() => {});
        return { page: kept, isOwn: false };
      }
      // One that was begun at this revision was begun after the publication.
      const shared = flight?.revision === current ? await flight.page : undefined;
      if (shared !== undefined && !(shared instanceof Response)) return { page: shared, isOwn: false };
      const made = await renderAt(key, current, () => render(false));
      return made instanceof Response ? { answer: made } : { page: made, isOwn: true };
    },
  };
}
