import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `GET /team/ticket-lists` */
export const listTicketLists = defineOperation({
  id: 'teamTicketLists',
  method: 'get',
  path: '/team/ticket-lists',
  scope: 'tickets:view',
  summary: 'List ticket lists.',
  input: { query: listQuerySchema },
  output: z
    .object({
      data: z.array(
        z
          .object({ id: z.int(), name: z.string(), list_code: z.string(), icon: z.string(), is_live: z.int() })
          .meta({ id: 'TeamList' }),
      ),
      ...pageFields,
    })
    .meta({ id: 'TeamListResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.tickets.listLists(query);
    const data = page.items.map(({ id, name, code, icon, isLive }) => {
      return { id, name, list_code: code, icon: icon ?? '', is_live: isLive ? 1 : 0 };
    });
    return { data, ...toPageFields(page, query) };
  },
});
