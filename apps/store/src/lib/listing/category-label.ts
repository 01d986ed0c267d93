import { m } from '@minimart/messages';

const words = new Map<string, () => string>([
  ['marketing', m.site_category_marketing],
  ['sales', m.site_category_sales],
  ['support', m.site_category_support],
  ['ecommerce', m.site_category_ecommerce],
  ['payments', m.site_category_payments],
  ['scheduling', m.site_category_scheduling],
  ['communication', m.site_category_communication],
  ['analytics', m.site_category_analytics],
  ['ai', m.site_category_ai],
  ['productivity', m.site_category_productivity],
  ['developer-tools', m.site_category_developer_tools],
  ['other', m.site_category_other],
]);

/** What a category is called. One that the store has no words for is called as the API does, else as its id reads: `Developer tools`. */
export function categoryLabel(id: string, label?: string): string {
  const own = words.get(id);
  if (own !== undefined) return own();
  return label ?? id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** The categories of which what they are called here has a word that begins with what was typed; two at most. */
export function categoriesBeginning(typed: string): string[] {
  const beginning = fold(typed.trim());
  if (beginning.length < 2) return [];
  const isMeant = (label: string) =>
    [label, ...label.split(/[^\p{L}\p{N}]+/u)].some((part) => fold(part).startsWith(beginning));
  return [...words].flatMap(([id, label]) => (isMeant(label()) ? [id] : [])).slice(0, 2);
}

/** Without case and without accents. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
