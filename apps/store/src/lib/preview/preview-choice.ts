import { parseTheme } from '../theme.ts';

/** What a preview shows, and how. */
export interface PreviewChoice {
  show: 'listing' | 'consent';
  theme: 'light' | 'dark';
  width: 'desktop' | 'phone';
}

/** The choice that an address names; the listing, in light, on a desktop where it names none. */
export function parsePreviewChoice(query: URLSearchParams): PreviewChoice {
  return {
    show: query.get('show') === 'consent' ? 'consent' : 'listing',
    theme: parseTheme(query.get('theme')) === 'dark' ? 'dark' : 'light',
    width: query.get('width') === 'phone' ? 'phone' : 'desktop',
  };
}

/** The address of the frame. */
export function framePath(appId: string, { show, theme }: Omit<PreviewChoice, 'width'>): string {
  const page = show === 'consent' ? '/consent' : '';
  return `/developer/apps/${appId}/preview/frame${page}?theme=${theme}`;
}
