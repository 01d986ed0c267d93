import { Refusal } from '@minimart/problem';
import type { Config } from '../../config.ts';
import type { Actor } from '../../http/actor.ts';

/** Lets only those through who run the store. Refuses `operator_required`. */
export function requireOperator({ operators }: Pick<Config, 'operators'>, { userId }: Pick<Actor, 'userId'>): void {
  if (operators.includes(userId)) return;
  throw new Refusal({
    code: 'operator_required',
    detail: `This is for those who run the store, and the account ${userId} is not among them.`,
  });
}
