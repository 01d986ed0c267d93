import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const demoSchema = z.object({
  baseUrl: z.string(),
  receiverUrl: z.string().optional(),
  accounts: z.record(
    z.string(),
    z.object({
      email: z.string(),
      password: z.string(),
      token: z.string().optional(),
      workspaceId: z.string().optional(),
      userId: z.string().optional(),
    }),
  ),
});

/** What the demo seed made: `<data dir>/demo.json`. Tokens in it are for scripts; they are not for showing. */
export type Demo = z.infer<typeof demoSchema>;

/** Reads the demo's addresses and accounts; undefined when the demo was never seeded here. */
export async function readDemo(dataDir: string): Promise<Demo | undefined> {
  const text = await readFile(join(dataDir, 'demo.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : demoSchema.parse(JSON.parse(text));
}
