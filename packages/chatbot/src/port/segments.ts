import type { ListQuery, Page } from '../page.ts';

/** One condition of a segment; a subscriber belongs to it who meets all of them. Tags, fields and events are named by their numbers. */
export type SegmentRule =
  | { is: 'tagged'; tag: number; not?: boolean }
  | { is: 'labelled'; label: number; not?: boolean }
  | { is: 'channel'; channel: string }
  | { is: 'opted-in'; to: 'email' | 'sms'; not?: boolean }
  | { is: 'field'; field: number; equals: unknown }
  | { is: 'event'; event: number; not?: boolean };

/** A saved filter over subscribers. */
export interface Segment {
  /** `f123sg34` */
  ns: string;
  name: string;
}

/** A bot's segments. */
export interface Segments {
  list(query?: ListQuery): Promise<Page<Segment>>;
}
