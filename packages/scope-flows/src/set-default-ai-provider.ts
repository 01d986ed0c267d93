import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { aiModelSchema, aiProviderSchema } from './ai-provider.schema.ts';

/** `POST /flow/settings/set-default-ai-provider` */
export const setDefaultAiProvider = defineOperation({
  id: 'flowSetDefaultAiProvider',
  method: 'post',
  path: '/flow/settings/set-default-ai-provider',
  scope: 'flows:manage',
  summary: 'Choose the default AI provider and model.',
  description: "Without a model the provider's own default answers, whatever was chosen before.",
  input: {
    body: z.object({
      ai_provider: aiProviderSchema,
      ai_model: aiModelSchema
        .refine((name) => name.trim() !== '', 'Give the name of the model, or leave it out.')
        .optional(),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.flows.chooseAi(body.ai_provider, body.ai_model);
    return ok;
  },
});
