import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

// Nothing that a page asks for leaves this machine, whatever it asks for.
const loopbackOnly = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1';

/** Starts a headless Chromium that reaches this machine only; `await using` closes it. Throws with advice when there is none to start. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    env: { ...definedEnvironment(), ...env },
    // Chromium's own sandbox refuses to run as root, and needs rights that containers rarely give; the pages are ours.
    chromiumSandbox: false,
    args: [loopbackOnly, '--disable-dev-shm-usage', ...(isRoot ? ['--no-zygote'] : [])],
  });
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
