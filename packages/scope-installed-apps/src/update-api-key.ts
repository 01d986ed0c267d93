import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const keySchema = z
  .string('Give the key as text.')
  .refine((key) => key.trim() !== '', 'Give the new key; it cannot be empty.');

const keysSchema = z
  .object({
    api_key: keySchema
      .optional()
      .meta({ description: 'The new key, where the app calls it api_key.', examples: ['sk-new-key'] }),
  })
  .catchall(keySchema)
  .refine((keys) => Object.keys(keys).length > 0, 'Give a new key under one of the param_names of the app.')
  .meta({ examples: [{ api_key: 'sk-new-key' }] });

/** `POST /installed-mini-app/update-api-key/{app_id}` */
export const updateApiKey = defineOperation({
  id: 'updateMiniAppApiKey',
  method: 'post',
  path: '/installed-mini-app/update-api-key/{app_id}',
  scope: 'installed-apps:manage',
  summary: 'Store the key of an apikey mini app.',
  description:
    'Each property is named after one of the param_names of the app; several are stored together or not at all. The app has to be active. Its server is told of what its subscribe request carries, with a new key; the former one works on for a day.',
  input: {
    params: z.object({
      app_id: z.coerce
        .number('Give the id of the installed app as a number.')
        .int('Give the id of the installed app as a whole number.')
        .meta({ description: 'The id of the installed app, from the list of them.', examples: [7] }),
    }),
    body: keysSchema,
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { params, body: { api_key: apiKey, ...keys } }) {
    await host.miniApps.replaceKeys(params.app_id, { ...keys, ...(apiKey !== undefined && { api_key: apiKey }) });
    return ok;
  },
});
