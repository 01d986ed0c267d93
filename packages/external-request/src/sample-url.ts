import { parseTemplate } from './parse-template.ts';
import { parseUrlTemplate } from './parse-url-template.ts';

/** The URL with every variable replaced by `x`, for checks of the address; undefined when the URL cannot be read. */
export function sampleUrl({ url }: { url: string }): string | undefined {
  const parsed = parseUrlTemplate(url);
  if (!parsed.ok) return undefined;
  return new URL(
    parseTemplate(url)
      .parts.map((part) => (typeof part === 'string' ? part : 'x'))
      .join(''),
  ).href;
}

/** The host, with its port where one is written, that a request goes to; undefined when the URL cannot be read. */
export function hostOf({ url }: { url: string }): string | undefined {
  const parsed = parseUrlTemplate(url);
  return parsed.ok ? parsed.url.host : undefined;
}
