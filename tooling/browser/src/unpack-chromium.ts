import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Chromium } from './chromium.ts';

const cache = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, once, into the package's own cache. That library unpacks into the shared temporary
 * folder and takes over whatever lies there under the right name; so it gets a private one, and the result is moved in whole.
 */
export async function unpackChromium(): Promise<Chromium> {
  const home = join(cache, await versionOf('@sparticuz/chromium'));
  if (!existsSync(home)) await unpackInto(home);
  const libraries = [join(home, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(home, 'fonts') },
  };
}

async function unpackInto(home: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(join(cache, 'unpacking-'));
  try {
    // The name of an Amazon runtime makes it bring the libraries (NSS among them) that a bare system lacks.
    const env = { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
    const program = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: import.meta.dirname,
      env,
    });
    await writeFile(join(temporary, 'fonts/fonts.conf'), fontConfiguration(home));
    await rename(temporary, home);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(home)) throw error; // else another process was quicker
  }
}

// The one that comes along names fixed folders outside; without a font, text has no height.
function fontConfiguration(home: string): string {
  const [fonts, fontCache] = ['fonts', 'fonts-cache'].map((name) =>
    join(home, name).replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${fontCache}</cachedir>
</fontconfig>
`;
}

async function versionOf(name: string): Promise<string> {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const text = await readFile(manifest, 'utf8').catch(() => {
    throw new Error(`${name} is not installed. Name a Chromium of yours with MINIMART_CHROMIUM=/path.`);
  });
  return (JSON.parse(text) as { version: string }).version;
}
