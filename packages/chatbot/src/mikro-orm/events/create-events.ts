import { notFound, refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkName, checkText } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery } from '../../page.ts';
import type { CustomEvent as Shown, Events, EventOccurrence as Occurrence, EventValues } from '../../port/events.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { CustomEvent } from './custom-event.entity.ts';
import { EventOccurrence } from './event-occurrence.entity.ts';
import { summarize } from './summarize.ts';

const halfYearMs = 184 * 24 * 3_600_000;

/** The custom events of a bot on PostgreSQL. */
export function createEvents(scope: BotScope): Events {
  return {
    async list(query = {}) {
      const page = await findPage(scope, CustomEvent, query);
      return { ...page, items: page.items.map(toEvent) };
    },
    log: (userNs, eventName, values = {}) => logEvent(scope, { userNs, eventName, values }),
    async occurrences(eventNs, query = {}) {
      const event = await findEvent(scope, eventNs);
      const { limit } = checkListQuery({ limit: query.limit ?? 100 });
      const oldest = new Date(scope.now().getTime() - halfYearMs);
      if ((query.from && query.from < oldest) || (query.to && query.to < oldest))
        throw refuse('invalid_input', 'Occurrences can be read for the last six months. Give later times.');
      const where = {
        event: event.id,
        createdAt: { $gte: query.from ?? oldest, ...(query.to && { $lte: query.to }) },
        ...(query.startId !== undefined && { id: { $gte: query.startId } }),
      };
      const rows = await scope.em.find(EventOccurrence, where, { ...asStored, orderBy: { id: 'asc' }, limit });
      return rows.map((row) => toOccurrence(row, event.bot));
    },
    summary: async (eventNs, range) => {
      const event = await findEvent(scope, eventNs);
      return { event: toEvent(event), ...(await summarize(scope, event.id, range)) };
    },
  };
}

async function findEvent(scope: BotScope, eventNs: string): Promise<CustomEvent> {
  const event = await scope.em.findOne(CustomEvent, await scope.at('e', eventNs), asStored);
  if (!event) throw notFound('custom event', eventNs);
  return event;
}

interface Logged {
  userNs: string;
  eventName: string;
  values: EventValues;
}

async function logEvent(scope: BotScope, { userNs, eventName, values }: Logged): Promise<void> {
  const name = checkName(eventName);
  const text = values.text === undefined ? null : checkText(values.text);
  if (text !== null && text.length > chatbotLimits.shortValueLength)
    throw refuse('invalid_input', `The text of an event has at most ${chatbotLimits.shortValueLength} characters.`);
  for (const value of [values.number, values.price])
    if (value !== undefined && !Number.isSafeInteger(value))
      throw refuse('invalid_input', 'The number and the price of an event are whole numbers.');
  const subscriber = await findSubscriber(scope, userNs);
  const event = await scope.em.findOne(CustomEvent, { bot: await scope.botId(), name }, asStored);
  if (!event) throw notFound('custom event', eventName);
  const { number: numberValue = null, price: priceValue = null } = values;
  const row = { event: event.id, subscriber, textValue: text, numberValue, priceValue, createdAt: scope.now() };
  await scope.em.insert(EventOccurrence, row);
}

function toEvent({ bot, id, name, description, textLabel, numberLabel, priceLabel }: CustomEvent): Shown {
  const labels = { text: textLabel, number: numberLabel, price: priceLabel };
  return { ns: writeNs(bot, 'e', id), name, description, labels };
}

function toOccurrence(row: EventOccurrence, bot: number): Occurrence {
  const { id, event, subscriber, textValue: text, numberValue: number, priceValue: price, createdAt: at } = row;
  return { id, eventNs: writeNs(bot, 'e', event), userNs: writeNs(bot, 'u', subscriber), text, number, price, at };
}
