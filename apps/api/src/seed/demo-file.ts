import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The `demo.json` of an earlier seed; undefined when there is none. */
export async function readDemoFile(dataDir: string): Promise<Record<string, unknown> | undefined> {
  const text = await readFile(join(dataDir, 'demo.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
}

/** Writes JSON that only its owner can read (mode 600), whole or not at all. */
export async function writePrivateJson(dataDir: string, name: string, content: object): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const unfinished = join(dataDir, `${name}.new`);
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, join(dataDir, name));
}
