// It stands beside apps, within the store's own words: something to see, and no mark that turns the reading direction of the rest.
const personName = /^(?=.*[\p{L}\p{N}])[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]{1,80}$/u;

/** Whether a person, or a workspace, may be called so: one line of 1 to 80 characters with a letter or a digit. */
export function isPersonName(text: string): boolean {
  return text.isWellFormed() && personName.test(text);
}
