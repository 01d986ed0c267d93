import type { ListQuery, Page } from '../page.ts';

/** Something that a bot counts. */
export interface CustomEvent {
  /** `f123e21` */
  ns: string;
  name: string;
  description: string | null;
  /** What the three values of an occurrence mean. */
  labels: { text: string | null; number: string | null; price: string | null };
}

/** The values of one occurrence. */
export interface EventValues {
  text?: string | undefined;
  number?: number | undefined;
  price?: number | undefined;
}

/** One time that an event occurred. */
export interface EventOccurrence {
  id: number;
  eventNs: string;
  userNs: string;
  text: string | null;
  number: number | null;
  price: number | null;
  at: Date;
}

/** Which occurrences: no older than six months, from a first id on. */
export interface OccurrenceQuery {
  from?: Date | undefined;
  to?: Date | undefined;
  startId?: number | undefined;
  limit?: number | undefined;
}

/** How often, and for how many people. */
export interface Count {
  occurrences: number;
  people: number;
}

/** A period of whole days in UTC. */
export const eventRanges = [
  'yesterday',
  'last_7_days',
  'last_week',
  'last_30_days',
  'last_month',
  'last_3_months',
] as const;

export type EventRange = (typeof eventRanges)[number];

/** What an event came to over a period. */
export interface EventSummary {
  event: CustomEvent;
  /** The first moment of the period. */
  from: Date;
  /** The first moment after it. */
  until: Date;
  total: Count;
  /** Every day of the period, in order; `day` is `2026-11-24`. */
  days: ({ day: string } & Count)[];
  /** The most frequent texts, at most 100. */
  texts: ({ text: string } & Count)[];
}

/** A bot's custom events. */
export interface Events {
  list(query?: ListQuery): Promise<Page<CustomEvent>>;
  log(userNs: string, eventName: string, values?: EventValues): Promise<void>;
  /** Oldest first. */
  occurrences(eventNs: string, query?: OccurrenceQuery): Promise<EventOccurrence[]>;
  summary(eventNs: string, range: EventRange): Promise<EventSummary>;
}
