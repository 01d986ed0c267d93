/** Rejects when the run is asked to end (Ctrl-C, SIGTERM) or takes longer than `mostMs`, so that what it opened is closed on the way out. */
export function untilInterrupted(mostMs: number): { interrupted: Promise<never> } & Disposable {
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {}); // it may be that nobody waits any more
  const end = () => over.reject(new Error('The benchmark was interrupted.'));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, end);
  const timer = setTimeout(
    () => over.reject(new Error(`The benchmark took more than ${mostMs / 60_000} min.`)),
    mostMs,
  );
  return {
    interrupted: over.promise,
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, end);
    },
  };
}
