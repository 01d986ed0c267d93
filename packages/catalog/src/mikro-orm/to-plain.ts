import type { EntityManager } from '@mikro-orm/postgresql';
import { toStoredText } from './to-stored-text.ts';

/** A text as it is looked for: in lower case, without accents, without space around it. */
export async function toPlain(em: EntityManager, text: string): Promise<string> {
  const [row] = await em.execute<{ plain: string }[]>('select catalog.plain(?) as plain', [toStoredText(text)]);
  return row!.plain.trim();
}
