import type { SubFlow } from '@minimart/chatbot';
import { z } from 'zod';

const subFlowNs = z.string('Give the id of the sub flow as text, like "f123s789".');

/** A sub flow's id in an answer: `f123s789`. */
export const subFlowNsSchema = subFlowNs.meta({ description: 'The id of the sub flow.', examples: ['f123s789'] });

/** The id of a sub flow that is to be deleted. */
export const deletedSubFlowNsSchema = subFlowNs.meta({
  description: 'The id of the sub flow.',
  examples: ['f123s790'],
});

/** What conversations are to begin with: a sub flow's id, or the word `main`. */
export const startFlowSchema = z.string('Give the id of a sub flow as text, like "f123s789", or the word main.').meta({
  description: 'The id of the sub flow; the word main selects the main flow.',
  examples: ['f123s789', 'main'],
});

/** The sub flow that a request chose to begin with; null for the main flow. */
export function toStartFlow(chosen: string): string | null {
  return chosen === 'main' ? null : chosen;
}

/** A sub flow as the platform API shows it: the component `SubFlow`. */
export const subFlowSchema = z.object({ name: z.string(), sub_flow_ns: subFlowNsSchema }).meta({ id: 'SubFlow' });

/** A sub flow of the chatbot in the platform API's words. */
export function toSubFlow({ ns, name }: SubFlow): z.output<typeof subFlowSchema> {
  return { name, sub_flow_ns: ns };
}
