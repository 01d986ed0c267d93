const words = {
  update: 'The update is done.',
  decline: 'You declined the update. The version before runs on.',
  scopes: 'What it may do is changed. It holds from now on.',
} as const;

/** What a person has just done with an installation. */
export type InstallationDeed = keyof typeof words;

/** Says what was just done, after the `done` of an address; null where that names nothing. */
export function explainDone(done: string | null): string | null {
  return done !== null && Object.hasOwn(words, done) ? words[done as InstallationDeed] : null;
}
