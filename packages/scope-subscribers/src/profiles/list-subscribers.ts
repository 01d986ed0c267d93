import {
  botUserListSchema,
  subscriberFilterFields,
  subscriberPages,
  tagNsSchema,
  toBotUser,
  toPageFields,
  toSubscriberFilter,
  type Chatbot,
} from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const idOf = (what: string, example: string) =>
  z
    .string(`Give the id of the ${what} as text, like "${example}".`)
    .optional()
    .meta({ examples: [example] });

const query = z
  .object({
    ...subscriberFilterFields,
    segment_ns: idOf('segment', 'f123sg34').meta({ description: 'The person belongs to this segment.' }),
    tag_ns: tagNsSchema.optional().meta({ description: 'The person carries this tag.' }),
    label_id: z.coerce
      .number('Give the id of the label as a number.')
      .int('Give the id of the label as a whole number.')
      .min(1, 'Give the id of the label, or leave label_id out.')
      .optional()
      .meta({ description: 'The person carries this label.', examples: [12] }),
    event_ns: idOf('custom event', 'f123e21').meta({ description: 'The person has had this custom event.' }),
    user_field_ns: idOf('user field', 'f123v345').meta({
      description: 'The user field to compare; needs user_field_value.',
    }),
    user_field_value: z
      .string('Give the value of the user field as text.')
      .optional()
      .meta({ description: 'The value that user_field_ns holds.', examples: ['London'] }),
  })
  .superRefine(({ user_field_ns, user_field_value }, { addIssue }) => {
    if ((user_field_ns === undefined) === (user_field_value === undefined)) return;
    const path = [user_field_ns === undefined ? 'user_field_ns' : 'user_field_value'];
    addIssue({ code: 'custom', path, message: 'Give user_field_ns and user_field_value together, or neither.' });
  });

/** `GET /subscribers` */
export const listSubscribers = defineOperation({
  id: 'flowBotUsers',
  method: 'get',
  path: '/subscribers',
  scope: 'subscribers:view',
  summary: 'Search subscribers of the bot.',
  description:
    'A subscriber is listed who meets all that is asked for, in the order they came. Each is listed with user fields of 50,000 bytes at most; read one subscriber alone for all of them.',
  input: { query },
  output: botUserListSchema,
  async run({ host }: OperationContext<Chatbot>, input) {
    const { segment_ns, tag_ns, label_id, event_ns, user_field_ns: ns, user_field_value: value } = input.query;
    const page = await host.subscribers.search({
      ...toSubscriberFilter(input.query),
      segmentNs: segment_ns,
      tagNs: tag_ns,
      labelId: label_id,
      eventNs: event_ns,
      field: ns === undefined || value === undefined ? undefined : { ns, value },
    });
    return { data: page.items.map(toBotUser), ...toPageFields(page, input.query, subscriberPages) };
  },
});
