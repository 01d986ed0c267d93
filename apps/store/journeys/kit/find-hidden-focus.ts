import type { Page } from 'playwright-core';

const mostStops = 400;

/**
 * Presses Tab through a whole page and Shift+Tab back, and answers what has the focus while something else covers all of it, such as a bar that stays in
 * its place (WCAG 2.4.11); with how many stops there were on the way, so that an empty way is no good answer.
 */
export async function findHiddenFocus(page: Page): Promise<{ stops: number; hidden: string[] }> {
  const hidden: string[] = [];
  let stops = 0;
  for (const key of ['Tab', 'Shift+Tab']) {
    await page.evaluate((fromTheEnd) => {
      // From the very beginning, or the very end.
      const edge = document.createElement('button');
      edge.id = 'edge-of-the-page';
      if (fromTheEnd) document.body.append(edge);
      else document.body.prepend(edge);
      edge.focus();
    }, key === 'Shift+Tab');
    for (let stop = 0; stop < mostStops; stop += 1) {
      await page.keyboard.press(key);
      const seen = await page.evaluate(lookAtFocus);
      if (seen === null) break;
      stops += 1;
      if (seen.by !== null) hidden.push(`${key}: ${seen.is} is covered by ${seen.by}`);
    }
    await page.evaluate(() => document.getElementById('edge-of-the-page')?.remove());
  }
  return { stops, hidden };
}

/** Runs in the page: what has the focus, and what covers it where nothing of it can be seen; null when the focus has left the page. */
function lookAtFocus(): { is: string; by: string | null } | null {
  const element = document.activeElement;
  if (element === null || element === document.body || element.id === 'edge-of-the-page') return null;
  const is = `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`;
  const own = element instanceof HTMLInputElement ? [element, ...(element.labels ?? [])] : [element];
  const owns = (other: Element | null) =>
    other !== null &&
    own.some((each) => each.contains(other) || (other.contains(each) && other.getAttribute('for') !== null));
  let cover: Element | null = null;
  for (const { left, top, width, height } of own.flatMap((each) => [...each.getClientRects()])) {
    for (const across of [0.05, 0.5, 0.95])
      for (const down of [0.1, 0.5, 0.9]) {
        const at = document.elementFromPoint(left + width * across, top + height * down);
        if (owns(at)) return { is, by: null };
        cover ??= at;
      }
  }
  return {
    is,
    by: cover === null ? 'the edge of the window' : `<${cover.localName} class="${cover.getAttribute('class') ?? ''}">`,
  };
}
