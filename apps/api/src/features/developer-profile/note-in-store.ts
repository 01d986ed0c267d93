import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';

/** Lets search know what a developer is called and has proven now, in the transaction that changes it. */
export async function noteInStore(
  { developersOf, catalogOf }: Pick<Services, 'developersOf' | 'catalogOf'>,
  em: EntityManager,
  userId: string,
): Promise<void> {
  const developer = (await developersOf(em).publicOf([userId])).get(userId);
  if (developer !== undefined) await catalogOf(em).noteDeveloper(userId, developer);
}
