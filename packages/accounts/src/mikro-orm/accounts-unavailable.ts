/** Sessions could not be read or written: better-auth says that of its database, and not what went wrong. */
export class AccountsUnavailable extends Error {
  override readonly name = 'AccountsUnavailable';
  constructor() {
    super('Sessions could not be read or written.');
  }
}
