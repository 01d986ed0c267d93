import { priceLabel } from '../listing/price-label.ts';

const requests: Record<string, string> = {
  subscribe: 'Subscribe request',
  unsubscribe: 'Unsubscribe request',
  dataErasure: 'Data-erasure request',
};

const parts: Record<string, string> = {
  method: 'method',
  url: 'address',
  query: 'query',
  headers: 'headers',
  body: 'body',
};

const fields: Record<string, string> = {
  name: 'Name',
  slug: 'Address in the store',
  summary: 'Short description',
  description: 'Description',
  category: 'Category',
  language: 'Language of the texts',
  logo: 'Logo',
  cover: 'Cover',
  video: 'Video',
  pricing: 'Price',
  pricingUrl: 'Page with prices',
  'links.documentation': 'Documentation link',
  'links.support': 'Support link',
  'links.privacy': 'Privacy link',
};

/** What a part of a manifest is called on a page, by its path: `requests.subscribe.url` is the address of the subscribe request. */
export function textChangeLabel(path: string): string {
  const [, topic = '', part = ''] = /^requests\.(\w+)\.(\w+)$/.exec(path) ?? [];
  if (topic !== '') return `${requests[topic] ?? topic}: ${parts[part] ?? part}`;
  const place = /^screenshots\[(\d+)\]$/.exec(path)?.[1];
  return place === undefined ? (fields[path] ?? path) : `Screenshot ${Number(place) + 1}`;
}

/** How it reads on a page: what a price is called, anything else as it is. */
export function textChangeValue(path: string, text: string): string {
  return path === 'pricing' ? priceLabel(text) : text;
}

/** What happened to it. */
export function textChangeVerb({ from, to }: { from: string | null; to: string | null }): 'new' | 'gone' | 'changed' {
  if (from === null) return 'new';
  return to === null ? 'gone' : 'changed';
}
