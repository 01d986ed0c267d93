import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const account = z.object({ token: z.string() });
const insider = account.extend({ workspaceId: z.string() });

const demoSchema = z.object({
  baseUrl: z.url(),
  accounts: z.object({ owner: insider, otherOwner: insider, member: insider, developer: account }),
});

/** What the demo seed made, as far as the story needs it: where it is, and who may do what. */
export type DemoFile = z.output<typeof demoSchema>;

/** Reads `<data dir>/demo.json`; undefined when there is none. */
export async function readDemoFile(dataDir: string): Promise<DemoFile | undefined> {
  try {
    return demoSchema.parse(JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
