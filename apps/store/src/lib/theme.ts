/** How the store looks: as the visitor's system does, or always light or dark. */
export type Theme = 'system' | 'light' | 'dark';

/** The theme that a cookie or a form names; `system` for anything else. */
export function parseTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** What the page says to the browser about its colours before any style is there (CSS Color Adjustment 1): so its empty window is never of the other theme. */
export const colorSchemes: Record<Theme, string> = { system: 'light dark', light: 'light', dark: 'dark' };
