/** How a name ends, for messages in which it owns something: `Tag Sync’s`, `Northwind Tools’`. */
export function nameEnding(name: string): 's' | 'other' {
  return name.toLowerCase().endsWith('s') ? 's' : 'other';
}
