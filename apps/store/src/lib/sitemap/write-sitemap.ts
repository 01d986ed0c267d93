/** An address in a map of the site, whole, with the day it last changed where that is known. */
export interface MapEntry {
  address: string;
  changedAt?: string | undefined;
}

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A map of pages (sitemaps.org), or of such maps. */
export function writeSitemap(kind: 'pages' | 'maps', entries: readonly MapEntry[]): string {
  const [root, item] = kind === 'pages' ? ['urlset', 'url'] : ['sitemapindex', 'sitemap'];
  const lines = entries.map(({ address, changedAt }) => {
    const changed = changedAt === undefined ? '' : `<lastmod>${escapeXml(changedAt)}</lastmod>`;
    return `<${item}><loc>${escapeXml(address)}</loc>${changed}</${item}>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">\n${lines.join('')}</${root}>\n`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
