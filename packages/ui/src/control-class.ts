/** The utility classes shared by every text-like form control. */
export const controlClass = [
  'block w-full min-h-11 rounded-md border border-edge bg-surface px-3.5 py-2 text-base text-ink',
  'placeholder:text-ink-faint hover:border-ink-soft aria-invalid:border-red',
].join(' ');
