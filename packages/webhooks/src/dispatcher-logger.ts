/** The part of a pino logger that the dispatcher uses. It is given ids, outcomes and durations, never a request or an answer. */
export interface DispatcherLogger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
