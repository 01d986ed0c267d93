/**
 * Runs in a page: what it names at another origin that a browser loads by itself or prepares to, or that shows the page elsewhere: scripts, styles,
 * pictures, fonts, frames, hints, social pictures. Links that a person follows are not among them.
 */
export function findForeignAddresses(): string[] {
  const found: string[] = [];
  const check = (what: string, address: string | null | undefined) => {
    if (!address) return;
    const url = new URL(address, document.baseURI);
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== location.origin) found.push(`${what} ${url.href}`);
  };
  const loading = 'script, img, source, video, audio, iframe, embed, object, track, input[type=image], use, image';
  for (const element of document.querySelectorAll(loading)) {
    for (const name of ['src', 'poster', 'data', 'href']) check(element.localName, element.getAttribute(name));
    for (const candidate of (element.getAttribute('srcset') ?? '').split(','))
      check(element.localName, candidate.trim().split(/\s+/)[0]);
  }
  for (const link of document.querySelectorAll('link'))
    if (link.rel !== 'canonical' && link.rel !== 'alternate') check(`link ${link.rel}`, link.getAttribute('href'));
  for (const meta of document.querySelectorAll('meta[property$="image"], meta[name$="image"]'))
    check('picture for sharing', meta.getAttribute('content'));
  for (const form of document.forms) check('form', form.getAttribute('action'));
  for (const sheet of document.styleSheets)
    for (const [, address] of [...sheet.cssRules]
      .map(({ cssText }) => cssText)
      .join('\n')
      .matchAll(/url\("?([^")]+)"?\)/g))
      check('style', address && new URL(address, sheet.href ?? document.baseURI).href);
  return found;
}
