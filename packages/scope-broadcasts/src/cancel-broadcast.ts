import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/broadcast/cancel` */
export const cancelBroadcast = defineOperation({
  id: 'flowBotUserCancelBroadcast',
  method: 'delete',
  path: '/subscriber/broadcast/cancel',
  scope: 'broadcasts:send',
  summary: 'Stop a broadcast for all pending recipients.',
  input: {
    query: z.object({
      broadcast_ns: z
        .string('Give the id of the broadcast as text, like "f123b31".')
        .meta({ description: 'The id of the broadcast.', examples: ['f123b31'] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    await host.broadcasts.cancel(query.broadcast_ns);
    return ok;
  },
});
