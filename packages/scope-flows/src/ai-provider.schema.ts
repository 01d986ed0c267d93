import { aiProviders } from '@minimart/chatbot';
import { z } from 'zod';

/** Who a bot has its AI answers from. */
export const aiProviderSchema = z
  .enum(aiProviders, `Give one of these providers: ${aiProviders.join(', ')}.`)
  .meta({ description: 'Who answers.', examples: ['openai'] });

/** The model of a provider that answers. */
export const aiModelSchema = z.string('Give the name of the model as text.').meta({
  description: 'The model, by the name its provider gives it; at most 100 characters.',
  examples: ['gpt-4o-mini'],
});
