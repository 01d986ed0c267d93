import type { ListQuery, Page } from '../page.ts';

/** A label that a bot's owner sorts subscribers with. */
export interface Tag {
  /** `f123t456` */
  ns: string;
  name: string;
}

/** A bot's tags. */
export interface Tags {
  /** In the order they were made. */
  list(query?: ListQuery): Promise<Page<Tag>>;
  /** Refuses a name that is taken (`conflict`) and the tag after the thousandth (`limit_reached`). */
  create(name: string): Promise<Tag>;
  delete(tagNs: string): Promise<void>;
  deleteByName(name: string): Promise<void>;
}
