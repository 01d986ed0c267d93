import { appWords } from './app-words.ts';

/** An app as the catalogue keeps it, so far as search reads it. */
export interface GeneratedApp {
  id: string;
  slug: string;
  developer: string;
  installs: number;
  manifest: {
    name: string;
    slug: string;
    summary: string;
    description: string;
    category: string;
    language: string;
    pricing: string;
    scopes: { id: string; reason: string; optional: boolean }[];
  };
}

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list, the first ones more often than the last, as words and categories are. */
export function pickEarly<Item>(dice: () => number, items: readonly Item[]): Item {
  return items[Math.floor(dice() ** 2 * items.length)]!;
}

/** The app numbered `n`: a name of brands and things, a summary, a description of some sentences, up to six scopes. */
export function generateApp(n: number): GeneratedApp {
  const dice = createDice(n + 1);
  const { brands, things, doings, coined, starts, uses, categories, languages, pricings, scopes } = appWords;
  const brand = pickEarly(dice, brands);
  const thing = pickEarly(dice, things);
  const doing = pickEarly(dice, doings);
  const own = `${pickEarly(dice, starts)}${pickEarly(dice, coined)}`;
  const names = [
    `${brand} ${thing} ${doing}`,
    `${own} for ${brand}`,
    `${own} ${thing}`,
    `${thing} ${doing} by ${own}`,
    own,
  ];
  const name = names[Math.floor(dice() * names.length)]!;
  const sentence = () =>
    pickEarly(dice, uses).replace('%s', pickEarly(dice, things).toLowerCase()).replace('%s', pickEarly(dice, brands));
  const asked = new Set(Array.from({ length: Math.floor(dice() * 7) }, () => pickEarly(dice, scopes)));
  const slug = `app-${n}`;
  return {
    id: `app_${String(n).padStart(7, '0')}`,
    slug,
    developer: `${pickEarly(dice, starts)} ${pickEarly(dice, coined)} ${n % 4000}`,
    installs: Math.floor(1 / (dice() + 0.0001)),
    manifest: {
      name,
      slug,
      summary: `${sentence()}.`,
      description: Array.from({ length: 8 }, () => `${sentence()}.`).join(' '),
      category: pickEarly(dice, categories),
      scopes: [...asked].map((id) => ({ id, reason: 'To do what it says.', optional: false })),
      language: pickEarly(dice, languages),
      pricing: pickEarly(dice, pricings),
    },
  };
}
