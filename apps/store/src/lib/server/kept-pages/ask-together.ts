/**
 * Asks once for all who ask meanwhile. Everybody gets the answer to a question that was put after they asked, so none is older than its use: who asks
 * while one is under way waits for the next.
 */
export function askTogether<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let running: Promise<unknown> | undefined;
  let next: Promise<Answer> | undefined;
  const begin = (): Promise<Answer> => {
    const answer = ask();
    const settled = settle(answer).finally(() => {
      if (running === settled) running = undefined;
    });
    running = settled;
    return answer;
  };
  const follow = async (former: Promise<unknown>): Promise<Answer> => {
    await former;
    next = undefined;
    return begin();
  };
  return () => {
    if (running === undefined) return begin();
    next ??= follow(running);
    return next;
  };
}

/** Resolves when a promise is settled, either way. */
async function settle(promise: Promise<unknown>): Promise<void> {
  await Promise.allSettled([promise]);
}
