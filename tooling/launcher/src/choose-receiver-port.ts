import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './write-private-file.ts';

const stateSchema = z.object({ receiverPort: z.int().min(1).max(65_535) });

/**
 * The port of the demo's receiver, the same at every start: published app versions never change, and the demo's name its address.
 * It is chosen once, below the range from which systems take ports for outgoing connections, and kept in `<data dir>/launcher.json`.
 */
export async function chooseReceiverPort(dataDir: string): Promise<number> {
  const path = join(dataDir, 'launcher.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) return stateSchema.parse(JSON.parse(text)).receiverPort;
  let receiverPort = randomInt(20_000, 32_000);
  while (!(await isFree(receiverPort))) receiverPort = randomInt(20_000, 32_000);
  await writePrivateFile(path, `${JSON.stringify({ receiverPort })}\n`);
  return receiverPort;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
