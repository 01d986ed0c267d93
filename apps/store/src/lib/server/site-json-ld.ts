import { getLocale, pathInLocale } from '@minimart/messages';
import { toJsonLdScript } from './to-json-ld-script.ts';

/** What the front page says of the store for machines: its name, and how it is searched (schema.org), as a script element. */
export function storeJsonLd(origin: string): string {
  const at = (path: string) => origin + pathInLocale(getLocale(), path);
  return toJsonLdScript({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: 'Minimart',
    url: at('/'),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: at('/?query={search_term_string}') },
      'query-input': 'required name=search_term_string',
    },
  });
}

/** A page above a page, and the page itself: its name and its whole address. */
export interface Crumb {
  name: string;
  address: string;
}

/** The way to a page, from the front page down to itself (schema.org), as a script element. */
export function breadcrumbJsonLd(crumbs: readonly Crumb[]): string {
  return toJsonLdScript({
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, address }, place) => ({
      '@type': 'ListItem',
      position: place + 1,
      name,
      item: address,
    })),
  });
}
