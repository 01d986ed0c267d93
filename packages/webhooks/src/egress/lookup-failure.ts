/** Thrown when a host name led to no address; `code` is the DNS error's own behind `DNS_`, so `DNS_ENOTFOUND` when there is no such name. */
export class LookupFailure extends Error {
  readonly code: string;

  constructor(code: string) {
    super('The host name could not be looked up.');
    this.name = 'LookupFailure';
    this.code = `DNS_${code}`;
  }
}
