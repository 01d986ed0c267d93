import type { BotSeed, SubFlowSeed, SubscriberSeed } from './bot-seed.ts';
import { refuse } from './chatbot-error.ts';
import { checkContent, checkName, checkText } from './check-text.ts';

/** A sub flow as it may be stored: its name tidied, at least one step, each fit to be sent. */
export function checkSubFlowSeed({ name, steps }: SubFlowSeed): SubFlowSeed {
  if (steps.length === 0) throw refuse('invalid_input', `The sub flow "${name}" says nothing. Give it a step.`);
  return { name: checkName(name), steps: steps.map(checkContent) };
}

/** A subscriber as it may be stored, the conversation included. */
export function checkSubscriberSeed(seed: SubscriberSeed): SubscriberSeed {
  for (const text of [seed.email, seed.phone]) checkText(text ?? '');
  for (const { content } of seed.conversation ?? []) checkContent(content);
  return { ...seed, name: checkName(seed.name) };
}

/** A whole bot as it may be stored, every part present. */
export function checkBotSeed(seed: BotSeed): Required<BotSeed> {
  return {
    mainFlow: (seed.mainFlow ?? []).map(checkContent),
    tags: (seed.tags ?? []).map(checkName),
    subFlows: (seed.subFlows ?? []).map(checkSubFlowSeed),
    subscribers: (seed.subscribers ?? []).map(checkSubscriberSeed),
  };
}
