/** A sleep that can be cut short, also in advance: an `end` while nobody sleeps makes the next `take` return at once. */
export interface Nap {
  take(ms: number): Promise<void>;
  end(): void;
}

/** A nap for one sleeper. */
export function createNap(): Nap {
  let isOver = false;
  let rouse: (() => void) | null = null;
  return {
    async take(ms) {
      if (!isOver) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          rouse = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        rouse = null;
      }
      isOver = false;
    },
    end() {
      isOver = true;
      rouse?.();
    },
  };
}
