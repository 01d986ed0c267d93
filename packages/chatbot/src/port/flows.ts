import type { ListQuery, Page } from '../page.ts';

/** A named part of a bot's dialogue that can be started for one subscriber. */
export interface SubFlow {
  /** `f123s789` */
  ns: string;
  name: string;
}

/** A bot's flows. */
export interface Flows {
  /** In the order they were made. */
  listSubFlows(query?: ListQuery): Promise<Page<SubFlow>>;
}
