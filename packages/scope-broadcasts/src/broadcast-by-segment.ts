import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import {
  csvSchema,
  fieldValues,
  messageTagSchema,
  pacing,
  splitCsv,
  subFlowNsSchema,
  toFieldValues,
  toPacing,
  typeSchema,
} from './broadcast.schema.ts';

/** `POST /subscriber/broadcast-by-segment` */
export const broadcastBySegment = defineOperation({
  id: 'flowBotUserBroadcastBySegment',
  method: 'post',
  path: '/subscriber/broadcast-by-segment',
  scope: 'broadcasts:send',
  summary: 'Broadcast a sub flow to segments.',
  input: {
    body: z.object({
      segment_ns: csvSchema(10, { what: 'segments', example: 'f123sg34,f123sg56' }),
      sub_flow_ns: subFlowNsSchema,
      type: typeSchema,
      message_tag: messageTagSchema,
      bot_fields: fieldValues('Values of bot fields, stored first; at most 10.', {
        var_ns: 'f123v360',
        value: '8 to 4',
      }),
      ...pacing,
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { segments: splitCsv(body.segment_ns) },
      what: { subFlowNs: body.sub_flow_ns },
      type: body.type,
      messageTag: body.message_tag,
      botFields: toFieldValues(body.bot_fields),
      ...toPacing(body),
    });
    return ok;
  },
});
