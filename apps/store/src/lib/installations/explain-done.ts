import { m } from '@minimart/messages';

const words = {
  update: m.installed_done_update,
  decline: m.installed_done_decline,
  scopes: m.installed_done_scopes,
  review: m.installed_done_review,
  reviewKept: m.installed_done_review_kept,
  reviewDeleted: m.installed_done_review_deleted,
} as const;

/** What a person has just done with an installation. */
export type InstallationDeed = keyof typeof words;

/** Says what was just done, after the `done` of an address; null where that names nothing. */
export function explainDone(done: string | null): string | null {
  return done !== null && Object.hasOwn(words, done) ? words[done as InstallationDeed]() : null;
}
