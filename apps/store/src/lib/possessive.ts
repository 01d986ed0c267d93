/** The possessive of a name: `Tag Sync’s`, `Northwind Tools’`. */
export function possessive(name: string): string {
  return name.toLowerCase().endsWith('s') ? `${name}’` : `${name}’s`;
}
