/** The apps that a list names, one a line or with commas between; an address of a listing is read as its app. Each once. */
export function parseAppList(text: string): string[] {
  const entries = text.split(/[\s,]+/).map((entry) => /\/apps\/([\w-]+)\/?$/.exec(entry)?.[1] ?? entry);
  return [...new Set(entries.filter(Boolean))];
}
