import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const account = z.object({
  email: z.string(),
  password: z.string(),
  token: z.string(),
  workspaceId: z.string().optional(),
});

const demoSchema = z.object({
  baseUrl: z.url(),
  accounts: z.object({
    owner: account.required(),
    otherOwner: account.required(),
    member: account,
    developer: account,
  }),
});

/** Where the demo is and who may sign in: `<data dir>/demo.json`. */
export type Demo = z.output<typeof demoSchema>;

/** Reads it; undefined while there is none. */
export async function readDemoFile(dataDir: string): Promise<Demo | undefined> {
  const text = await readFile(join(dataDir, 'demo.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : demoSchema.parse(JSON.parse(text));
}
