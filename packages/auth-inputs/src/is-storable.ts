/** Whether PostgreSQL can hold a text: no NUL, no half surrogate pairs. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
