/** What may be shown of a token later: its first characters (prefix and four) and its last four. */
export interface TokenDescription {
  start: string;
  lastFour: string;
}

/** The showable ends of a token: `{ start: 'mm_live_ab12', lastFour: '9xYz' }`. */
export function describeToken(text: string): TokenDescription {
  return { start: text.slice(0, text.lastIndexOf('_') + 5), lastFour: text.slice(-4) };
}
