import { localeOfPath, pathInLocale, type Locale } from '@minimart/messages';

// A link to a page of the store, or its search box; everything else that begins with a slash has one address in all languages.
const place = /(<a\b[^>]*?\shref="|<form\b[^>]*?\saction=")(\/[^"]*)"/g;
const oneAddress = /^\/(\/|_app\/|assets\/|docs|errors|v1\/|api\/|openapi\.json|developer|language|theme|sign-out)/;

/** A page as it is for whoever came by an address with a language, so without having chosen one: where it leads to within the store has that language, too. */
export function keepLanguageInLinks(html: string, locale: Locale): string {
  return html.replace(place, (whole, before: string, path: string) => {
    const isPost = before.startsWith('<form') && /\smethod="post"/i.test(before);
    return isPost ? whole : `${before}${keepLanguageInPath(path, locale)}"`;
  });
}

/** Where a page leads to, in its language: a path within the store that has no language yet gets one, anything else stays. */
export function keepLanguageInPath(path: string, locale: Locale): string {
  const hasOneAddress = !path.startsWith('/') || oneAddress.test(path);
  return hasOneAddress || localeOfPath(path).locale !== undefined ? path : pathInLocale(locale, path);
}
