import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Chromium } from './chromium.ts';
import { unpackChromium } from './unpack-chromium.ts';

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
];

/**
 * Finds a Chromium: the one that MINIMART_CHROMIUM names; on Linux x64 the one that comes from npm, with its libraries and fonts;
 * elsewhere an installed Chrome or Chromium, or Playwright's own. Throws with advice when there is none.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env['MINIMART_CHROMIUM'];
  if (named) {
    if (existsSync(named)) return { executablePath: named, env: {} };
    throw new Error(`MINIMART_CHROMIUM names ${named}, where there is no file.`);
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium();
  const executablePath = [...installed, chromium.executablePath()].find((path) => existsSync(path));
  if (executablePath !== undefined) return { executablePath, env: {} };
  throw new Error(
    'Browser tests need Chrome or Chromium. Install one, or name its executable with MINIMART_CHROMIUM=/path.',
  );
}
