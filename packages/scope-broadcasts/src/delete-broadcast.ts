import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/broadcast/delete` */
export const deleteBroadcast = defineOperation({
  id: 'flowBotUserDeleteBroadcast',
  method: 'delete',
  path: '/subscriber/broadcast/delete',
  scope: 'broadcasts:send',
  summary: 'Erase a cancelled broadcast with its recipients.',
  input: {
    query: z.object({
      broadcast_ns: z
        .string('Give the id of the broadcast as text, like "f123b31".')
        .meta({ description: 'The id of the broadcast.', examples: ['f123b32'] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    await host.broadcasts.delete(query.broadcast_ns);
    return ok;
  },
});
