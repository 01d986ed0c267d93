/** A family of colour: what a badge or a notice is about; always paired with a word or an icon. */
export type Tone = 'plain' | 'brand' | 'blue' | 'violet' | 'pink' | 'amber' | 'red';

/** The utility classes of a tone's soft background and its readable text. */
export const toneClasses: Record<Tone, string> = {
  plain: 'bg-sunken text-ink-soft',
  brand: 'bg-brand-soft text-brand-text',
  blue: 'bg-blue-soft text-blue-text',
  violet: 'bg-violet-soft text-violet-text',
  pink: 'bg-pink-soft text-pink-text',
  amber: 'bg-amber-soft text-amber-text',
  red: 'bg-red-soft text-red-text',
};
