import { Refusal } from '@minimart/problem';

/** Lets so many uploads in at once: of one person, and in all. */
export interface UploadGate {
  /** Does a work that counts until it is done. Refuses `too_many_uploads` and `busy`. */
  pass<Value>(userId: string, work: () => Promise<Value>): Promise<Value>;
}

/** Wires a gate; it counts for this process alone, since it guards the memory and the processors of this one. */
export function createUploadGate({ each, all }: { each: number; all: number }): UploadGate {
  const inside = new Map<string, number>();
  let total = 0;
  return {
    async pass(userId, work) {
      const own = inside.get(userId) ?? 0;
      if (own >= each) {
        throw new Refusal({
          code: 'too_many_uploads',
          detail: `You are uploading ${each} files already. Wait until one of them is done.`,
        });
      }
      if (total >= all) {
        throw new Refusal({
          code: 'busy',
          detail: 'Many files are being uploaded just now. Send yours again in a moment.',
        });
      }
      inside.set(userId, own + 1);
      total += 1;
      try {
        return await work();
      } finally {
        total -= 1;
        const left = inside.get(userId)! - 1;
        if (left === 0) inside.delete(userId);
        else inside.set(userId, left);
      }
    },
  };
}
