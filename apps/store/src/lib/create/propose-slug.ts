/** The slug that a name makes, at most 60 characters: `Tag Sync for Zürich!` becomes `tag-sync-for-zurich`; empty for a name without letters. */
export function proposeSlug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
}
