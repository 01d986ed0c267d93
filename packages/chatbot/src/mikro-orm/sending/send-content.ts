import { notFound, refuse } from '../../chatbot-error.ts';
import { checkContent, checkName } from '../../check-text.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { isStorableJson } from '../../is-storable-json.ts';
import { writeNs } from '../../ns.ts';
import type { Content, ContentAction, ContentMessage, Message } from '../../port/sending.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { clearFields, setFields } from '../fields/subscriber-values.ts';
import { lockSubscriber } from '../subscribers/lock-subscriber.ts';
import { SubscriberTag } from '../tags/subscriber-tag.entity.ts';
import { BotTag } from '../tags/tag.entity.ts';
import type { Addressee } from './find-recipient.ts';
import { sayingsFromNode } from './find-nodes.ts';
import { say, type Saying } from './say.ts';

/** Sends a document: its changes, its messages, then the flow it leads to; all or nothing. */
export async function sendContent(scope: BotScope, to: Addressee, content: Content): Promise<Message[]> {
  const type = content.asAgent ? ('agent' as const) : ('out' as const);
  const sayings: Saying[] = content.messages.map((message) => ({ ...toSaying(message), type }));
  const last = sayings.at(-1);
  if (content.quickReplies.length > 0) {
    if (!last) throw refuse('invalid_input', 'Quick replies stand below a message. Give at least one message.');
    last.payload = storable({ ...last.payload, quick_replies: content.quickReplies });
  }
  return inTransaction(scope, async (inside) => {
    await lockSubscriber(inside, writeNs(to.bot, 'u', to.id));
    for (const action of content.actions) await act(inside, to, action);
    const further = content.goTo === undefined ? [] : await sayingsFromNode(inside, content.goTo);
    return say(inside, to, [...sayings, ...further]);
  });
}

function toSaying(message: ContentMessage): Saying {
  const payload = Object.keys(message.rest).length > 0 ? storable(message.rest) : null;
  if (message.type === 'text') return { content: checkContent(message.text), payload };
  if (message.type === 'cards') return { content: 'Cards', mediaType: 'cards', payload };
  if (!/^https?:$/.test(URL.parse(message.url)?.protocol ?? ''))
    throw refuse('invalid_input', `The address of a ${message.type} begins with https:// or http://.`);
  return {
    content: checkContent(message.url),
    mediaType: message.type,
    payload: storable({ ...message.rest, url: message.url }),
  };
}

/** JSON that PostgreSQL keeps: no NUL, no half of a surrogate pair, and of a bearable size. */
function storable(payload: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(payload);
  if (!isStorableJson(payload)) throw refuse('invalid_input', 'A message holds a character that is none.');
  if (text.length > chatbotLimits.payloadLength)
    throw refuse(
      'invalid_input',
      `What a message holds besides text has at most ${chatbotLimits.payloadLength} characters as JSON.`,
    );
  return payload;
}

async function act(scope: BotScope, to: Addressee, action: ContentAction): Promise<void> {
  const userNs = writeNs(to.bot, 'u', to.id);
  switch (action.action) {
    case 'set_field_value':
      return setFields(scope, userNs, [{ name: action.fieldName, value: action.value }]);
    case 'unset_field_value':
      return clearFields(scope, userNs, [{ name: action.fieldName }]);
    default: {
      const tag = await scope.em.findOne(BotTag, { bot: to.bot, name: checkName(action.tagName) }, asStored);
      if (!tag) throw notFound('tag', action.tagName);
      const row = { subscriber: to.id, tag: tag.id };
      if (action.action === 'remove_tag') return void (await scope.em.nativeDelete(SubscriberTag, row));
      return void (await scope.em.execute(
        `insert into chatbot.subscriber_tags (subscriber_id, tag_id, added_at) values (?, ?, ?::timestamptz)
         on conflict do nothing`,
        [row.subscriber, row.tag, scope.now().toISOString()],
      ));
    }
  }
}
