import type { Page } from 'playwright-core';

/** Everything that a page says in its own language, to the eye and to a screen reader, its title first; what is marked as another language is left out. */
export async function textsOfPage(page: Page): Promise<string[]> {
  const texts = await page.evaluate(collectTexts);
  return [...new Set(texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== ''))];
}

/** Runs in the page. */
function collectTexts(): string[] {
  const spoken = document.documentElement.lang;
  const silent = 'script, style, template, noscript, code, pre, textarea, [translate=no]';
  const isOwn = (element: Element) => element.closest('[lang]')?.getAttribute('lang') === spoken;
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent !== null && isOwn(parent) && parent.closest(silent) === null)
      found.push(walker.currentNode.nodeValue ?? '');
  }
  // A sentence around a link or a name is several texts; as a whole it is read here.
  for (const element of document.querySelectorAll('p, li, h1, h2, h3, h4, dt, dd, button, a, label, summary, legend')) {
    const hasForeign = [...element.querySelectorAll('[lang]')].some((inner) => !isOwn(inner));
    const isSilent = element.closest(silent) !== null || element.querySelector(silent) !== null;
    if (isOwn(element) && !hasForeign && !isSilent) found.push(element.textContent);
  }
  for (const element of document.querySelectorAll('*')) {
    const names = ['aria-label', 'aria-description', 'aria-roledescription', 'alt', 'title', 'placeholder'];
    const isButton = element instanceof HTMLInputElement && ['submit', 'button', 'reset'].includes(element.type);
    const isDescription = element.matches('meta[name=description], meta[property="og:description"]');
    if (isButton) names.push('value');
    if (isDescription) names.push('content');
    if (isOwn(element) && element.closest('[translate=no]') === null)
      found.push(...names.map((name) => element.getAttribute(name) ?? ''));
  }
  return found;
}
