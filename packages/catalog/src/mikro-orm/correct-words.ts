import type { EntityManager } from '@mikro-orm/postgresql';
import { closestNames } from '@minimart/external-request';
import { sampleSize, weighWords } from './weigh-words.ts';

const leastLength = 3;
const mostWeighed = 8;
// A query with more unknown words than that is no typing error, and each costs some milliseconds.
const mostCorrected = 3;

/**
 * The words with those that no app has replaced by the nearest that apps have: by letters, and of several as near by how many apps have them. Undefined
 * when all are known, when one is near to nothing, and when more than three are unknown.
 */
export async function correctWords(em: EntityManager, words: readonly string[]): Promise<string[] | undefined> {
  const apps = await weighWords(em, words, { most: 1, frequentFrom: 1 });
  const unknown = words.filter((_word, place) => apps[place] === 0);
  if (unknown.length === 0 || unknown.length > mostCorrected) return undefined;
  const right = new Map<string, string>();
  for (const word of unknown) {
    const known = word.length < leastLength ? undefined : await pickKnown(em, word);
    if (known === undefined) return undefined;
    right.set(word, known);
  }
  return words.map((word) => right.get(word) ?? word);
}

/** Words stay noted when the last app that had them is gone, so they are looked for. */
async function pickKnown(em: EntityManager, word: string): Promise<string | undefined> {
  const similar = await em.execute<{ word: string }[]>('select s.word from catalog.similar_words(?) s', [word]);
  const noted = similar.map((each) => each.word);
  const near = closestNames(word, noted).slice(0, mostWeighed);
  const apps = await weighWords(em, near, { most: 1000, frequentFrom: sampleSize / 10 });
  const best = Math.max(...apps);
  return best > 0 ? near[apps.indexOf(best)] : undefined;
}
