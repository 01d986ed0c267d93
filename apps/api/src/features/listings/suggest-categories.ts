import { categories } from '@minimart/app-manifest';

const most = 2;

/** The categories that have a word which begins with what was typed; two at most. */
export function suggestCategories(typed: string): { id: string; label: string }[] {
  const begun = typed.trim().toLowerCase();
  if (begun.length < 2) return [];
  return categories
    .filter(({ label }) => {
      const name = label.toLowerCase();
      return name.startsWith(begun) || name.split(/[\s-]+/).some((word) => word.startsWith(begun));
    })
    .slice(0, most)
    .map(({ id, label }) => ({ id, label }));
}
