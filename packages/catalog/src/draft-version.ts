const prefix = '0.0.0-draft.';

/** The version of a draft that was saved `revision` times: a pre-release (Semantic Versioning 2.0.0), so below every published version. */
export function draftVersion(revision: number): string {
  return `${prefix}${revision}`;
}

/** Whether a version is a draft's; no published version is. */
export function isDraftVersion(version: string): boolean {
  return version.startsWith(prefix);
}
