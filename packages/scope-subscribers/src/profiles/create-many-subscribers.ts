import { ok, okSchema, tagNameSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { valueSchema, varNsSchema } from '../fields/field.schema.ts';
import { newProfileFields, toProfile } from './profile.schema.ts';

const tags = z
  .array(z.object({ tag_name: tagNameSchema }), 'Give the tags as a list, like [{ "tag_name": "Newsletter" }].')
  .max(10, 'Give one person at most 10 tags.')
  .optional()
  .meta({ description: 'At most 10; a tag that the bot does not have is passed over.' });

const userFields = z
  .array(
    z.object({ var_ns: varNsSchema, value: valueSchema }),
    'Give the user fields as a list, like [{ "var_ns": "f123v345", "value": "Sydney" }].',
  )
  .max(10, 'Give one person at most 10 user fields.')
  .optional()
  .meta({ description: 'At most 10; an empty value is passed over.' });

const users = z
  .array(
    z.object({ ...newProfileFields, tags, user_fields: userFields }, 'Give each person as an object.'),
    'Give the people as a list, like [{ "phone": "61412340000", "email": "" }].',
  )
  .max(100, 'Add at most 100 people at once.')
  .meta({
    description: 'The people, at most 100.',
    examples: [
      [
        {
          phone: '61412340000',
          email: 'grace@example.com',
          name: 'Grace Hopper',
          gender: 'female',
          tags: [{ tag_name: 'Newsletter' }],
          user_fields: [{ var_ns: 'f123v345', value: 'Sydney' }],
        },
        { phone: '61412340001', email: '', first_name: 'Edsger', last_name: 'Dijkstra' },
      ],
    ],
  });

/** `POST /subscriber/create-many` */
export const createManySubscribers = defineOperation({
  id: 'flowCreateManyBotUsers',
  method: 'post',
  path: '/subscriber/create-many',
  scope: 'subscribers:manage',
  summary: 'Add up to 100 subscribers.',
  description: 'All of them or, when one is refused, none.',
  input: { body: z.object({ users }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    const people = body.users.map((user) => ({
      ...toProfile(user),
      tags: user.tags?.map(({ tag_name }) => tag_name),
      fields: user.user_fields?.map(({ var_ns, value }) => ({ ns: var_ns, value })),
    }));
    await host.subscribers.createMany(people);
    return ok;
  },
});
