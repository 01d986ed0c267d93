import { assignMethods, type AgentGroup } from '@minimart/chatbot';
import { z } from 'zod';

/** The number of an agent group, in a path. */
export const groupParams = z.object({
  id: z.coerce
    .number('Give the id of the group as a number.')
    .int('Give the id of the group as a whole number.')
    .max(Number.MAX_SAFE_INTEGER, 'There is no such group.')
    .meta({ description: 'The id of the agent group.', examples: [123] }),
});

const zeroToTwo = z.union([z.literal(0), z.literal(1), z.literal(2)], 'Give 0, 1 or 2.');

/** What a group is made of: the component `AgentGroupInput`. */
export const groupBody = z.object({
  name: z
    .string('Give the name as text.')
    .meta({ description: 'The name of the group; at most 100 characters.', examples: ['Night shift'] }),
  image: z
    .string('Give the address of the picture as text.')
    .optional()
    .meta({ description: 'The address of a picture.', examples: ['https://pictures.example.com/night.png'] }),
  assign_method: z
    .enum(assignMethods, `Give one of these: ${assignMethods.join(', ')}.`)
    .optional()
    .meta({ description: 'How chats are handed out.', examples: ['random'] }),
  online_first: zeroToTwo
    .optional()
    .meta({ description: '0 whoever, 1 who is online first, 2 only who is online.', examples: [0] }),
  only_view_assigned_to_me: z
    .union([z.literal(0), z.literal(1)], 'Give 0 or 1.')
    .optional()
    .meta({ description: '0 members see all conversations, 1 only their own.', examples: [0] }),
});

/** A group as the chatbot takes it. */
export function toGroupInit(body: z.output<typeof groupBody>) {
  const { name, image, assign_method: assignMethod, online_first: onlineFirst, only_view_assigned_to_me: only } = body;
  return { name, image, assignMethod, onlineFirst, onlyViewsAssigned: only === undefined ? undefined : only === 1 };
}

/** A group as the platform API shows it: the component `TeamGroup`, with its members. */
export const groupSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    image: z.string(),
    assign_method: z.enum(assignMethods),
    online_first: zeroToTwo,
    only_view_assigned_to_me: z.union([z.literal(0), z.literal(1)]),
    members: z.array(z.object({ user_id: z.int(), weighting: z.int() })),
  })
  .meta({ id: 'TeamGroup' });

/** A group of the chatbot in the platform API's words. */
export function toGroup(group: AgentGroup): z.output<typeof groupSchema> {
  const { id, name, image, assignMethod, onlineFirst, onlyViewsAssigned, members } = group;
  return {
    id,
    name,
    image: image ?? '',
    assign_method: assignMethod,
    online_first: onlineFirst,
    only_view_assigned_to_me: onlyViewsAssigned ? 1 : 0,
    members: members.map(({ agentId, weighting }) => ({ user_id: agentId, weighting })),
  };
}
