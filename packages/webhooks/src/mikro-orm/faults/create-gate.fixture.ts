/** Holds back answers of a receiver until it is opened. */
export interface Gate {
  /** How many wait. */
  waiting(): number;
  /** Passes at once while it is open. */
  pass(): Promise<void>;
  shut(): void;
  open(): void;
}

/** A gate, shut at first. */
export function createGate(): Gate {
  let isOpen = false;
  let waiters: (() => void)[] = [];
  return {
    waiting: () => waiters.length,
    pass: () => (isOpen ? Promise.resolve() : new Promise((resolve) => void waiters.push(resolve))),
    shut: () => void (isOpen = false),
    open() {
      isOpen = true;
      for (const go of waiters) go();
      waiters = [];
    },
  };
}
