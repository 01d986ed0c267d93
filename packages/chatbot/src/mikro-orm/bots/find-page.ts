import type { EntityClass } from '@mikro-orm/core';
import { checkListQuery, type ListQuery, type Page } from '../../page.ts';
import { asStored, type BotScope } from './bot-scope.ts';

/** A row that a bot keeps a list of. */
interface Listed {
  id: number;
  bot: number;
  name: string;
}

/** One page of a bot's rows of one kind, in the order they were made; `only` narrows them further. */
export async function findPage<Row extends Listed>(
  scope: BotScope,
  entity: EntityClass<Row>,
  { only = {}, ...query }: ListQuery & { only?: Record<string, unknown> },
): Promise<Page<Row>> {
  const { limit, page, offset, name } = checkListQuery(query);
  const bot = await scope.botId();
  // Rows of every kind have these properties, which the compiler cannot follow through a type parameter.
  const listed = entity as EntityClass<Listed>;
  const where = { ...only, bot, ...(name !== undefined && { name: { $ilike: `%${escapeLike(name)}%` } }) };
  const options = { ...asStored, orderBy: { id: 'asc' }, limit, offset } as const;
  const [items, total] = await scope.em.findAndCount(listed, where, options);
  return { items: items as Row[], total, page, limit };
}

/** Text as a pattern that finds that text alone. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
