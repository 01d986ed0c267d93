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

/** The utility classes of a tone turned round: a strong background with soft drawing on it. */
export const strongToneClasses: Record<Exclude<Tone, 'plain' | 'red'>, string> = {
  brand: 'bg-brand-text text-brand-soft',
  blue: 'bg-blue-text text-blue-soft',
  violet: 'bg-violet-text text-violet-soft',
  pink: 'bg-pink-text text-pink-soft',
  amber: 'bg-amber-text text-amber-soft',
};
