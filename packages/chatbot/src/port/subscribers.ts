import type { ListQuery, Page } from '../page.ts';

/** Where a subscriber's chat stands for the team. */
export type ChatStatus = 'open' | 'pending' | 'spam' | 'done';

/** A person who talks with the bot. */
export interface Subscriber {
  /** `f123u456` */
  ns: string;
  name: string;
  email: string | null;
  phone: string | null;
  subscribedAt: Date;
}

/** A bot's subscribers. */
export interface Subscribers {
  /** In the order they came. */
  list(query?: ListQuery): Promise<Page<Subscriber>>;
}
