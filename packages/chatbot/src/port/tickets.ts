import type { ListQuery, Page } from '../page.ts';

/** One choice of a ticket column: `key` is the number it is stored and logged by, `code` a word for programs. */
export interface TicketOption {
  key: number;
  code: string;
  name: string;
}

/** A board of tickets. */
export interface TicketList {
  id: number;
  name: string;
  code: string;
  icon: string | null;
  isLive: boolean;
}

/** A column of a ticket list. */
export interface TicketField {
  /** One of the fixed columns: `select1`. */
  column: string;
  title: string;
  options: readonly TicketOption[] | null;
}

/** A ticket; `values` is what stands in its columns, options by their code, moments like `2024-10-15 14:30:00`. */
export interface Ticket {
  id: number;
  userNs: string | null;
  title: string;
  values: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date;
}

/** A comment on a ticket. */
export interface TicketComment {
  id: number;
  ticketId: number;
  agentId: number | null;
  content: string;
  file: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** One line of a list's log: the title that a ticket was made with or changed to, or an option that was chosen in it. */
export interface TicketChange {
  id: number;
  ticketId: number;
  /** `f123` */
  flowNs: string;
  userNs: string | null;
  action: 'create' | 'update';
  column: string | null;
  /** The key of the option; null for a title. */
  value: number | null;
  at: Date;
}

/** Which lines of a log: no older than six months, the newest last. */
export interface TicketLogQuery {
  /** Another bot than the workspace's has none. */
  flowNs?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  userNs?: string | undefined;
  ticketId?: number | undefined;
  column?: string | undefined;
  limit?: number | undefined;
}

/** The ticket lists of a workspace. A list, ticket or person of another workspace is `not_found`. */
export interface Tickets {
  listLists(query?: ListQuery): Promise<Page<TicketList>>;
  fields(listId: number): Promise<TicketField[]>;
  /** `name` searches titles. */
  list(
    listId: number,
    query?: ListQuery & { flowNs?: string | undefined; userNs?: string | undefined },
  ): Promise<Page<Ticket>>;
  /** Columns that the list lacks, and values that do not fit theirs, are `invalid_input`. */
  create(listId: number, ticket: { userNs: string; columns: Record<string, unknown> }): Promise<Ticket>;
  /** Changes the columns given, and adds a comment where one is given; all or nothing. */
  update(
    ref: { listId: number; ticketId: number },
    change: { columns: Record<string, unknown>; comment?: { content: string; file: string | null } | undefined },
  ): Promise<Ticket>;
  delete(ref: { listId: number; ticketId: number }): Promise<void>;
  /** Oldest first. */
  comments(ref: { listId: number; ticketId: number }, query?: Omit<ListQuery, 'name'>): Promise<Page<TicketComment>>;
  comment(
    ref: { listId: number; ticketId: number },
    comment: { content: string; file: string | null },
  ): Promise<TicketComment>;
  log(listId: number, query?: TicketLogQuery): Promise<TicketChange[]>;
}
