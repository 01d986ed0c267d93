import type { Chromium } from './chromium.ts';
import { findChromium } from './find-chromium.ts';

// Nothing that a page asks for leaves this machine, whatever it asks for.
const loopbackOnly = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1';

/** How each Chromium of ours is started, whoever starts it. */
export function chromiumArguments(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [loopbackOnly, '--disable-dev-shm-usage', ...(isRoot ? ['--no-zygote'] : [])];
}

/** The Chromium to start, with the whole environment of its process. */
export async function findChromiumEnvironment(): Promise<Chromium> {
  const { executablePath, env } = await findChromium();
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { executablePath, env: { ...Object.fromEntries(own), ...env } };
}
