// PostgreSQL, Appendix A: connection exceptions (08), insufficient resources (53: disk full, out of memory, too many connections), a system error (58), and
// of operator intervention those with which it shuts down or starts; a session that it ended since it was idle, and a server that only reads after a failover.
const states = /^(08...|53...|58...|57P0[1-5]|25P0[34]|25006)$/;
// As Node.js names what goes wrong on the way.
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
// As `pg` and its pool say it, without a code.
const words =
  /^(timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end)/;

/**
 * Whether an error says that the database cannot be used now, and why: it cannot be reached, is restarting, says nothing, is full, or has no connection
 * left. Errors are looked at with their causes. Undefined for one that has to do with what was asked of it.
 */
export function whyDatabaseAway(error: unknown): 'full' | 'away' | undefined {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 8; one = one.cause, depth += 1) {
    const { code, message } = one as Error & { code?: unknown };
    if (code === '53100') return 'full';
    if (typeof code === 'string' && (states.test(code) || networkCodes.has(code))) return 'away';
    if (words.test(message)) return 'away';
  }
  return undefined;
}
