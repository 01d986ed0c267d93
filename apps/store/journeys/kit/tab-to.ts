import type { Locator, Page } from 'playwright-core';

/** What the keyboard's focus is on, and what is wrong with how it shows. */
interface Focus {
  is: string;
  faults: string[];
}

/**
 * Presses Tab until `target` has the focus. Throws when it is not reached, and when any element on the way has no visible focus (WCAG
 * 2.4.7), or is covered by another (2.4.11).
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const way: Focus[] = [];
  while (way.length < 120) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(describeFocus);
    way.push(focus);
    if (focus.faults.length > 0) throw new Error(`${focus.is}: ${focus.faults.join('; ')}`);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead there. It leads to:\n  ${way.map(({ is }) => is).join('\n  ')}`);
}

/** Runs in the page. */
function describeFocus(): Focus {
  const element = document.activeElement ?? document.body;
  const is = `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`;
  if (element === document.body) return { is, faults: [] };
  const faults: string[] = [];
  const rings = [getComputedStyle(element), getComputedStyle(element, '::after')];
  if (!rings.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0))
    faults.push('its focus does not show');
  const { x, y, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const isSeen = top !== null && [element, ...labels].some((own) => own.contains(top));
  if (!isSeen) faults.push(`it is covered by ${top?.localName ?? 'nothing: it is out of sight'}`);
  return { is, faults };
}
