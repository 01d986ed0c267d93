/** `loyalty-points` as a name in code: `loyaltyPoints`. */
export function toCamel(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
