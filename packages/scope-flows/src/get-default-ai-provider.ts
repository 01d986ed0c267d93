import type { Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { aiModelSchema, aiProviderSchema } from './ai-provider.schema.ts';

/** `GET /flow/settings/get-default-ai-provider` */
export const getDefaultAiProvider = defineOperation({
  id: 'flowGetDefaultAiProvider',
  method: 'get',
  path: '/flow/settings/get-default-ai-provider',
  scope: 'flows:view',
  summary: 'Read the default AI provider and model.',
  description: 'What was never chosen is left out.',
  input: {},
  output: z.object({
    data: z.object({ ai_provider: aiProviderSchema.optional(), ai_model: aiModelSchema.optional() }),
    status: z.literal('ok'),
  }),
  async run({ host }: OperationContext<Chatbot>) {
    const { provider, model } = await host.flows.aiChoice();
    const data = { ...(provider !== null && { ai_provider: provider }), ...(model !== null && { ai_model: model }) };
    return { data, status: 'ok' as const };
  },
});
