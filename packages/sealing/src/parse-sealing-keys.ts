import type { SealingKey } from './create-sealer.ts';

/** Reads `id:base64,id:base64` (32 bytes each, newest first) from configuration. Throws without repeating the value. */
export function parseSealingKeys(text: string): SealingKey[] {
  return text.split(',').map((entry, index) => {
    const [id = '', encoded = ''] = entry.trim().split(':');
    const key = Buffer.from(encoded, 'base64');
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
      throw new Error(`sealing key ${index + 1} must be written id:base64 with 32 bytes`);
    }
    return { id, key };
  });
}
