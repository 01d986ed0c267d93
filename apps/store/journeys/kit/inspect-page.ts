import { findAccessibilityViolations } from '@minimart/browser';
import type { Page } from 'playwright-core';
import { shown } from './pages.ts';

const heightPx = 800;

/**
 * What is wrong with the page as it stands once it is loaded: accessibility in light on a desktop and in dark on a phone (its two halves, colours and sizes,
 * hardly meet), and anything that scrolls sideways at 1280, 360 and 320 px. One line a fault; none when all is well.
 */
export async function inspectPage(page: Page): Promise<string[]> {
  // Styles, letters and pictures make the sizes.
  await shown(page.locator('body'));
  await page.waitForLoadState();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const faults: string[] = [];
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
    ['dark', 320],
  ] as const) {
    await page.setViewportSize({ width, height: heightPx });
    await page.emulateMedia({ colorScheme });
    const found = [...(await page.evaluate(findSidewaysScroll))];
    if (width > 320) found.push(...(await findAccessibilityViolations(page)));
    faults.push(...found.map((fault) => `${colorScheme}, ${width} px: ${fault}`));
  }
  return faults;
}

/** Runs in the page: the elements that stick out, when it scrolls sideways. */
function findSidewaysScroll(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  );
  const names = wide.slice(-3).map((element) => `<${element.localName} class="${element.getAttribute('class')}">`);
  return [`scrolls sideways (${scrollWidth} px), because of ${names.join(', ')}`];
}
