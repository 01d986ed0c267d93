import { baseLocale, locales, overwriteGetLocale } from './paraglide/runtime.js';

/** Where one reader is served, as in a browser: speaks the language that the page says it is in, whatever the browser would rather have. */
export function speakAlways(language: string): void {
  const spoken = locales.find((locale) => locale === language) ?? baseLocale;
  overwriteGetLocale(() => spoken);
}
