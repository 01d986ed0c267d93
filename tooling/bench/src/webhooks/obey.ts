/** What a process does when it is told: an order's name, and a function whose value is the answer. */
export type Orders = Record<string, (value: never) => unknown>;

/** Carries out what the process that forked this one asks for, and ends with it. */
export function obey(orders: Orders): void {
  const known: Orders = { ready: () => true, close: () => {}, ...orders };
  process.on('message', ({ id, what, value }: { id: number; what: string; value: never }) => {
    void (async () => known[what]?.(value))().then(
      (answer) => process.send?.({ id, answer }),
      (error: Error) => process.send?.({ id, error: `${what}: ${error.stack ?? error.message}` }),
    );
  });
  process.once('disconnect', () => process.exit());
}

/** Milliseconds on a clock that all processes of one machine share. */
export function moment(): number {
  return performance.timeOrigin + performance.now();
}
