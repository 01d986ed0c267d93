/** How the store looks: as the visitor's system does, or always light or dark. */
export type Theme = 'system' | 'light' | 'dark';

/** The name of the cookie that keeps the choice. */
export const themeCookie = 'minimart_theme';

/** The theme that a cookie or a form names; `system` for anything else. */
export function parseTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}
