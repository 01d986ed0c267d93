/** Attributes of an SVG element; an undefined one is left out, numbers keep two decimals. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One SVG element as text; children are markup already, so words go through `words`. */
export function el(name: string, attributes: Attributes = {}, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(String(value))}"`)
    .join('');
  const inner = children.join('');
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

/** A whole SVG document of that many pixels. */
export function svgDocument(width: number, height: number, ...children: string[]): string {
  const viewBox = `0 0 ${width} ${height}`;
  return el('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox }, ...children);
}

/** At most two decimals: enough for a picture, and half the bytes. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text made safe between tags and in attributes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
