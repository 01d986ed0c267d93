/** How much work a search does at most, whatever the size of the store. */
export interface SearchBounds {
  /** Matches are counted up to this many; where there are more, it is said that there are. */
  counted: number;
  /** So many matches, at most, are read and sorted; where there are more, they are read in their order until the page is full. */
  sorted: number;
  /** A level of relevance that so many apps of a sample of 200 are of is read in its order at once. */
  walked: number;
  /** How many apps of the store are read in the hope that they have a page of what most matches are. */
  soonest: number;
}

/** So that the work of a search hardly grows with the store: see ADR 43. */
export const searchBounds: SearchBounds = { counted: 500, sorted: 1000, walked: 5, soonest: 3000 };
