import type { BotScope } from './bot-scope.ts';

/** Runs `work` in one transaction, on a scope within it; what it throws takes everything back. */
export async function inTransaction<Value>(
  scope: BotScope,
  work: (inside: BotScope) => Promise<Value>,
): Promise<Value> {
  // Once it is known nobody asks for it within, where that would wait for a second connection while holding one.
  await scope.botId();
  return scope.em.transactional((em) => work({ ...scope, em }));
}
