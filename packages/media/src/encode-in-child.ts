import { isRefusal } from '@minimart/problem';
import { encodePicture, type Encoding, type PictureVariant } from './encode-picture.ts';

/** What the process that decodes tells the one that asked. */
export type Encoded = { ok: true; variants: PictureVariant[] } | { ok: false; code: string; detail: string };

// Decodes what strangers sent, so it is a process that holds nothing worth taking: no configuration, no connection, one picture.
process.once('message', (encoding: Encoding) => void run(encoding));
process.once('disconnect', () => process.exit());

async function run(encoding: Encoding): Promise<void> {
  const answer = await encodePicture(encoding).then(
    (variants): Encoded => ({ ok: true, variants }),
    (error: unknown): Encoded => {
      if (!isRefusal(error)) throw error;
      return { ok: false, code: error.code, detail: error.message };
    },
  );
  process.send?.(answer, undefined, undefined, () => process.disconnect?.());
}
