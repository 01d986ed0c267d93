import type { Tone } from './tone.ts';

/** What a scope lets an app do with a thing. */
export type Verb = 'see' | 'change' | 'send';
/** How much harm a scope can do in the wrong hands. */
export type Risk = 'low' | 'sensitive' | 'high';

/** One permission as it is shown to a person; `icon` is a lucide icon node, or null for the stand-in. */
export type ScopeView = {
  id: string;
  label: string;
  description: string;
  risk: Risk;
  verb: Verb;
  reason: string;
  optional: boolean;
  icon: IconNode | null;
};

/** A lucide icon as data: a list of SVG elements with their attributes. */
export type IconNode = [tag: string, attributes: Record<string, string | number>][];

/** The word and the colour of a verb. */
export const verbWords: Record<Verb, { word: string; tone: Tone }> = {
  see: { word: 'Can see', tone: 'blue' },
  change: { word: 'Can change', tone: 'violet' },
  send: { word: 'Can send', tone: 'pink' },
};

/** The word and the colour of a risk. */
export const riskWords: Record<Risk, { word: string; tone: Tone }> = {
  low: { word: 'Low risk', tone: 'plain' },
  sensitive: { word: 'Sensitive', tone: 'amber' },
  high: { word: 'High risk', tone: 'red' },
};
