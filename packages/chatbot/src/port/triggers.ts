/** Names that apps call out for a subscriber, and the sub flows that answer. */
export interface Triggers {
  /** Records the call with its context and starts the sub flow that is bound to the name; `not_found` for a name that is none. */
  fire(userNs: string, name: string, context?: Record<string, unknown>): Promise<void>;
}
