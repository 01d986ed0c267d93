import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '../../chatbot-error.ts';
import type { FieldType } from '../../port/fields.ts';
import type { TicketOption } from '../../port/tickets.ts';
import { createChatbot } from '../create-chatbot.ts';
import { CustomEvent } from '../events/custom-event.entity.ts';
import { BotSubFlow } from '../flows/sub-flow.entity.ts';
import { BotTrigger } from '../flows/trigger.entity.ts';
import { BotSegment } from '../segments/segment.entity.ts';
import { ProductVariant } from '../shop/product-variant.entity.ts';
import { Product } from '../shop/product.entity.ts';
import { TicketField } from '../tickets/ticket-field.entity.ts';
import { TicketList } from '../tickets/ticket-list.entity.ts';
import { asStored, createBotScope } from './bot-scope.ts';

/** What a living bot holds beyond people and flows; people, tags and flows are named by their names. */
export interface Furnishing {
  labels?: readonly string[];
  userFields?: readonly { name: string; type: FieldType }[];
  botFields?: readonly { name: string; type: FieldType; value: unknown }[];
  /** What each person carries. */
  people?: readonly {
    name: string;
    tags?: readonly string[];
    labels?: readonly string[];
    values?: Record<string, unknown>;
  }[];
  /** Who carries a tag, under a name. */
  segments?: readonly { name: string; tag: string }[];
  events?: readonly { name: string; textLabel?: string; numberLabel?: string; priceLabel?: string }[];
  triggers?: readonly { name: string; subFlow: string }[];
  ticketLists?: readonly {
    name: string;
    code: string;
    columns: readonly { columnName: string; title: string; options?: readonly TicketOption[] }[];
    tickets: readonly { person: string; title: string; columns?: Record<string, unknown> }[];
  }[];
  /** Prices in minor units. */
  products?: readonly { name: string; description: string; price: number; quantity: number }[];
}

/** Furnishes a workspace's bot within the given transaction. */
export async function furnishBot(em: EntityManager, workspaceId: string, furnishing: Furnishing): Promise<void> {
  const bot = await createBotScope(em, workspaceId).botId();
  const host = createChatbot(em, workspaceId);
  const personNs = async (name: string) => {
    const { items } = await host.overview.people({ search: name });
    const found = items.find((person) => person.name === name);
    if (!found) throw notFound('subscriber', name);
    return found.ns;
  };
  for (const name of furnishing.labels ?? []) await host.team.createLabel(name);
  for (const field of furnishing.userFields ?? []) await host.fields.createUserField(field);
  for (const field of furnishing.botFields ?? []) await host.fields.createBotField(field);
  for (const { name, tags = [], labels = [], values = {} } of furnishing.people ?? []) {
    const ns = await personNs(name);
    if (tags.length > 0) await host.subscribers.addTags(ns, { names: tags });
    if (labels.length > 0) await host.team.addLabels(ns, labels);
    const given = Object.entries(values).map(([field, value]) => ({ name: field, value }));
    if (given.length > 0) await host.fields.setFor(ns, given);
  }
  const { items: tags } = await host.tags.list({ limit: 1_000 });
  const segments = (furnishing.segments ?? []).map(({ name, tag }) => {
    const ns = tags.find((each) => each.name === tag)?.ns;
    if (ns === undefined) throw notFound('tag', tag);
    return { bot, name, rules: [{ is: 'tagged' as const, tag: Number(ns.slice(ns.indexOf('t') + 1)) }] };
  });
  if (segments.length > 0) await em.insertMany(BotSegment, segments);
  const events = (furnishing.events ?? []).map(({ name, textLabel = null, numberLabel = null, priceLabel = null }) => {
    return { bot, name, description: null, textLabel, numberLabel, priceLabel };
  });
  if (events.length > 0) await em.insertMany(CustomEvent, events);
  for (const { name, subFlow } of furnishing.triggers ?? []) {
    const found = await em.findOne(BotSubFlow, { bot, name: subFlow }, asStored);
    if (!found) throw notFound('sub flow', subFlow);
    await em.insert(BotTrigger, { bot, name, subFlow: found.id });
  }
  for (const { name, code, columns, tickets } of furnishing.ticketLists ?? []) {
    const list = Number(await em.insert(TicketList, { bot, name, code, icon: null, isLive: true }));
    const rows = columns.map((column, index) => ({ list, options: null, ...column, position: index + 1 }));
    await em.insertMany(TicketField, rows);
    for (const { person, title, columns: values = {} } of tickets)
      await host.tickets.create(list, { userNs: await personNs(person), columns: { title, ...values } });
  }
  for (const { name, description, price, quantity } of furnishing.products ?? []) {
    const blank = { bot, type: null, vendor: null, image: null, tracksStock: true, usesVariants: false };
    const product = Number(await em.insert(Product, { ...blank, name, description }));
    const unused = { description: null, image: null, sku: null, barcode: null, comparePrice: null };
    const options = { firstOption: null, firstOptionValue: null, secondOption: null, secondOptionValue: null };
    await em.insert(ProductVariant, { product, name, price, quantity, ...unused, ...options });
  }
}
