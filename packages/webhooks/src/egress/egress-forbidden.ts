/** Thrown at dial when a destination may not be reached; the message is one sentence that a developer may read. */
export class EgressForbidden extends Error {
  readonly code = 'MINIMART_EGRESS_FORBIDDEN';

  constructor(reason: string) {
    super(reason);
    this.name = 'EgressForbidden';
  }
}
