import type { Content, ContentAction, ContentMessage } from '@minimart/chatbot';
import { z } from 'zod';

/** What a person is told; at most 4,000 characters. */
export const textSchema = z
  .string('Give the message as text.')
  .meta({ description: 'What to say; at most 4,000 characters.', examples: ['text message'] });

const address = z.string('Give the address of the file as text.');

const messageSchema = z.discriminatedUnion(
  'type',
  [
    z.looseObject({ type: z.literal('text'), text: z.string('Give the text of the message.') }),
    z.looseObject({ type: z.enum(['image', 'audio', 'video', 'file']), url: address }),
    z.looseObject({ type: z.literal('cards') }),
  ],
  'Give each message a type: text, image, audio, video, file or cards, with its text or url.',
);

const actionSchema = z.discriminatedUnion(
  'action',
  [
    z.object({ action: z.enum(['add_tag', 'remove_tag']), tag_name: z.string('Give the name of the tag.') }),
    z.object({
      action: z.literal('set_field_value'),
      field_name: z.string('Give the name of the field.'),
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown())], 'Give the value of the field.'),
    }),
    z.object({ action: z.literal('unset_field_value'), field_name: z.string('Give the name of the field.') }),
  ],
  'Give each action a kind: add_tag, remove_tag, set_field_value or unset_field_value.',
);

const example = {
  version: 'v1' as const,
  content: {
    messages: [{ type: 'text' as const, text: 'text message' }],
    actions: [{ action: 'add_tag' as const, tag_name: 'Trial' }],
    quick_replies: [{ type: 'node' as const, caption: 'Show', target: 'f123n456' }],
    goto: 'f123n457',
  },
};

/** A document in version 1 of the dynamic content format. */
export const contentSchema = z
  .object(
    {
      version: z.literal('v1', 'Give the version v1.').optional(),
      content: z
        .object({
          messages: z.array(messageSchema).max(10, 'Send at most 10 messages at a time.').optional(),
          actions: z.array(actionSchema).max(10, 'Ask for at most 10 actions at a time.').optional(),
          quick_replies: z
            .array(
              z.looseObject({
                type: z
                  .enum(['node', 'url', 'dynamic_block_callback'], 'Give the type node, url or dynamic_block_callback.')
                  .optional(),
                caption: z.string().optional(),
                target: z.string().optional(),
              }),
            )
            .max(11, 'Offer at most 11 quick replies.')
            .optional(),
          goto: z.string('Give the id or the name of a node.').optional(),
        })
        .optional(),
    },
    'Give the document as an object.',
  )
  .meta({ description: 'Messages, changes to the person, quick replies and where to go on.', examples: [example] });

/** A document as the chatbot takes it. */
export function toContent({ content = {} }: z.output<typeof contentSchema>, asAgent: boolean): Content {
  const { messages = [], actions = [], quick_replies: quickReplies = [], goto: goTo } = content;
  return { messages: messages.map(toMessage), actions: actions.map(toAction), quickReplies, goTo, asAgent };
}

function toMessage(message: z.output<typeof messageSchema>): ContentMessage {
  if (message.type === 'text') {
    const { type, text, ...rest } = message;
    return { type, text, rest };
  }
  if (message.type === 'cards') {
    const { type, ...rest } = message;
    return { type, rest };
  }
  const { type, url, ...rest } = message;
  return { type, url, rest };
}

function toAction(action: z.output<typeof actionSchema>): ContentAction {
  switch (action.action) {
    case 'set_field_value':
      return { action: action.action, fieldName: action.field_name, value: action.value };
    case 'unset_field_value':
      return { action: action.action, fieldName: action.field_name };
    default:
      return { action: action.action, tagName: action.tag_name };
  }
}
