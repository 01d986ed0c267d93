/** A piece of a text; `href` where it is an address of this store. */
export interface TextPart {
  text: string;
  href?: string;
}

/** A text in pieces, with the addresses of this store as links to their paths. Other addresses stay text: anybody may have written them. */
export function linkify(text: string, origin: string): TextPart[] {
  return text.split(/(https?:\/\/[^\s<>"]+)/).flatMap((part): TextPart[] => {
    if (part === '') return [];
    const url = URL.canParse(part) ? new URL(part) : undefined;
    if (url?.origin !== origin) return [{ text: part }];
    return [{ text: part, href: url.pathname + url.search + url.hash }];
  });
}
