import { m } from '@minimart/messages';
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

type Words = { word: () => string; tone: Tone };

const verbs: Record<Verb, Words> = {
  see: { word: m.ui_verb_see, tone: 'blue' },
  change: { word: m.ui_verb_change, tone: 'violet' },
  send: { word: m.ui_verb_send, tone: 'pink' },
};

const risks: Record<Risk, Words> = {
  low: { word: m.ui_risk_low, tone: 'plain' },
  sensitive: { word: m.ui_risk_sensitive, tone: 'amber' },
  high: { word: m.ui_risk_high, tone: 'red' },
};

/** The word and the colour of a verb. */
export function verbWords(verb: Verb): { word: string; tone: Tone } {
  return say(verbs[verb]);
}

/** The word and the colour of a risk. */
export function riskWords(risk: Risk): { word: string; tone: Tone } {
  return say(risks[risk]);
}

function say({ word, tone }: Words): { word: string; tone: Tone } {
  return { word: word(), tone };
}
