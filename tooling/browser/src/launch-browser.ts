import { chromium, type Browser } from 'playwright-core';
import { chromiumArguments, findChromiumEnvironment } from './chromium-arguments.ts';

/** Starts a headless Chromium that reaches this machine only; `await using` closes it. Throws with advice when there is none to start. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromiumEnvironment();
  return chromium.launch({
    executablePath,
    env,
    // Chromium's own sandbox refuses to run as root, and needs rights that containers rarely give; the pages are ours.
    chromiumSandbox: false,
    args: chromiumArguments(),
  });
}
