/** How long anything that is asked of the database may take, in milliseconds, so that one that is slow or away holds up nobody for ever. */
export interface DatabaseLimits {
  /** Until a connection is free, or made. */
  connectMs: number;
  /** One statement (`statement_timeout`). */
  statementMs: number;
  /** One lock (`lock_timeout`). */
  lockMs: number;
  /** Between two statements of a transaction (`idle_in_transaction_session_timeout`). */
  idleMs: number;
  /** Nothing at all from a connection that is lent; longer than a statement may take. A PostgreSQL that hangs keeps none of its own limits. */
  silenceMs: number;
}

/** The limits as settings of a pool of `pg`; those that PostgreSQL keeps are told when a connection is made. */
export function limitSettings({ connectMs, statementMs, lockMs, idleMs }: DatabaseLimits) {
  return {
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleMs,
  };
}
