import type { EntityManager } from '@mikro-orm/postgresql';
import { AgentGroupMember } from '../mikro-orm/team/agent-group-member.entity.ts';
import { AgentGroup } from '../mikro-orm/team/agent-group.entity.ts';
import { Agent } from '../mikro-orm/team/agent.entity.ts';
import { SubscriberLabel } from '../mikro-orm/team/subscriber-label.entity.ts';
import { TeamLabel } from '../mikro-orm/team/team-label.entity.ts';
import { Bot } from '../mikro-orm/bots/bot.entity.ts';
import { BroadcastRecipient } from '../mikro-orm/broadcasts/broadcast-recipient.entity.ts';
import { Broadcast } from '../mikro-orm/broadcasts/broadcast.entity.ts';
import { CustomEvent } from '../mikro-orm/events/custom-event.entity.ts';
import { EventOccurrence } from '../mikro-orm/events/event-occurrence.entity.ts';
import { BotField } from '../mikro-orm/fields/field.entity.ts';
import { SubscriberField } from '../mikro-orm/fields/subscriber-field.entity.ts';
import { BotErrorLog } from '../mikro-orm/flows/error-log.entity.ts';
import { InboundWebhook } from '../mikro-orm/flows/inbound-webhook.entity.ts';
import { BotNode } from '../mikro-orm/flows/node.entity.ts';
import { BotSubFlow } from '../mikro-orm/flows/sub-flow.entity.ts';
import { TemplateInstall } from '../mikro-orm/flows/template-install.entity.ts';
import { BotTrigger } from '../mikro-orm/flows/trigger.entity.ts';
import { BotWidget } from '../mikro-orm/flows/widget.entity.ts';
import { InstalledAppNumber } from '../mikro-orm/mini-apps/installed-app-number.entity.ts';
import { BotSegment } from '../mikro-orm/segments/segment.entity.ts';
import { blankMessage } from '../mikro-orm/sending/blank-message.ts';
import { BotMessage } from '../mikro-orm/sending/message.entity.ts';
import { ProductType } from '../mikro-orm/shop/product-type.entity.ts';
import { ProductVariant } from '../mikro-orm/shop/product-variant.entity.ts';
import { Product } from '../mikro-orm/shop/product.entity.ts';
import { ShopOrder } from '../mikro-orm/shop/shop-order.entity.ts';
import { Vendor } from '../mikro-orm/shop/vendor.entity.ts';
import { blankSubscriber } from '../mikro-orm/subscribers/blank-subscriber.ts';
import { BotSubscriber } from '../mikro-orm/subscribers/subscriber.entity.ts';
import { SubscriberTag } from '../mikro-orm/tags/subscriber-tag.entity.ts';
import { BotTag } from '../mikro-orm/tags/tag.entity.ts';
import { TicketChange } from '../mikro-orm/tickets/ticket-change.entity.ts';
import { TicketComment } from '../mikro-orm/tickets/ticket-comment.entity.ts';
import { TicketField } from '../mikro-orm/tickets/ticket-field.entity.ts';
import { TicketList } from '../mikro-orm/tickets/ticket-list.entity.ts';
import { Ticket } from '../mikro-orm/tickets/ticket.entity.ts';

/** The workspaces of the sample bot (`f123`) and of the other bot (`f124`). */
export interface SampleWorkspaces {
  own: string;
  other: string;
}

/** Where the sample is planted unless told otherwise. */
export const sampleWorkspaces: SampleWorkspaces = { own: 'ws_sample', other: 'ws_other' };

/** Plants the sample bot under the numbers that the documentation uses, and another workspace's bot with one of everything, numbered 9001. */
export async function plantSample(em: EntityManager, workspaces = sampleWorkspaces): Promise<void> {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await em.transactional(async (tx) => {
    const own = { workspaceId: workspaces.own, mainFlow: ['Hello! How can we help you today?'] };
    await tx.insertMany(Bot, [
      { id: 123, ...own, name: 'Sample', createdAt: ago(9_000) },
      { id: 124, workspaceId: workspaces.other, name: 'Other', mainFlow: ['Hello!'], createdAt: ago(9_000) },
    ]);
    await plantTeam(tx);
    await plantFlows(tx, ago);
    await plantSubscribers(tx, ago);
    await plantWhatSubscribersCarry(tx, ago);
    await plantBroadcasts(tx, ago);
    await plantTickets(tx, ago);
    await plantShop(tx, ago);
    await tx.insertMany(InstalledAppNumber, [
      { id: 7, bot: 123, installationId: 'ins_sample' },
      { id: 9001, bot: 124, installationId: 'ins_other' },
    ]);
    // What is made after this gets numbers of its own.
    await tx.execute(
      `select setval(format('chatbot.%I', sequencename)::regclass, 20000) from pg_sequences where schemaname = 'chatbot'`,
    );
  });
}

type Ago = (minutes: number) => Date;

async function plantTeam(tx: EntityManager): Promise<void> {
  const agent = { image: null, isOnline: false, isMember: true };
  await tx.insertMany(Agent, [
    {
      id: 123,
      bot: 123,
      memberId: 'usr_grace',
      name: 'Grace Hopper',
      email: 'grace@example.com',
      role: 'owner',
      ...agent,
      isOnline: true,
    },
    {
      id: 222,
      bot: 123,
      memberId: 'usr_alan',
      name: 'Alan Turing',
      email: 'alan@example.com',
      role: 'agent',
      ...agent,
    },
    { id: 9001, bot: 124, memberId: 'usr_other', name: 'Other', email: 'other@example.com', role: 'owner', ...agent },
  ]);
  const group = { image: null, assignMethod: 'random' as const, onlineFirst: 0, onlyViewsAssigned: false };
  await tx.insertMany(AgentGroup, [
    { id: 123, bot: 123, name: 'Front desk', ...group },
    { id: 9001, bot: 124, name: 'Other group', ...group },
  ]);
  await tx.insertMany(AgentGroupMember, [{ agentGroup: 123, agent: 222, weighting: 1 }]);
  await tx.insertMany(TeamLabel, [
    { id: 12, bot: 123, name: 'Lead' },
    { id: 13, bot: 123, name: 'Customer' },
    { id: 9001, bot: 124, name: 'Other label' },
  ]);
}

async function plantFlows(tx: EntityManager, ago: Ago): Promise<void> {
  await tx.insertMany(BotSubFlow, [
    { id: 789, bot: 123, name: 'Welcome' },
    { id: 790, bot: 123, name: 'Goodbye' },
    { id: 9001, bot: 124, name: 'Other flow' },
  ]);
  await tx.insertMany(BotNode, [
    { id: 456, subFlow: 789, position: 1, name: 'Step 1', content: 'Welcome aboard!' },
    { id: 457, subFlow: 789, position: 2, name: 'Step 2', content: 'Here is how to begin.' },
    { id: 458, subFlow: 790, position: 1, name: 'Step 1', content: 'See you soon.' },
    { id: 9001, subFlow: 9001, position: 1, name: 'Step 1', content: 'Hello from elsewhere.' },
  ]);
  await tx.insertMany(BotTrigger, [
    { id: 5, bot: 123, name: 'product_viewed', subFlow: 789 },
    { id: 9001, bot: 124, name: 'other_trigger', subFlow: 9001 },
  ]);
  await tx.insertMany(BotWidget, [
    { id: 456, bot: 123, name: 'Corner button', code: 'corner', isActive: true, subFlow: 789 },
    { id: 9001, bot: 124, name: 'Other button', code: 'other', isActive: true, subFlow: null },
  ]);
  await tx.insertMany(InboundWebhook, [
    { id: 3, bot: 123, uid: 'hook123', name: 'New order', isActive: true, subFlow: 789 },
    { id: 9001, bot: 124, uid: 'hook9001', name: 'Other hook', isActive: true, subFlow: null },
  ]);
  const rights = { canView: true, canEdit: false, allowRepublish: false, autoUpdate: true, uninstalledAt: null };
  const template = { scope: 'bot,sub_flow', version: '1.2.0', createdAt: ago(8_000), updatedAt: ago(7_000), ...rights };
  await tx.insertMany(TemplateInstall, [
    { id: 78, bot: 123, templateNs: 'tpl_welcome', ...template },
    { id: 9001, bot: 124, templateNs: 'tpl_other', ...template },
  ]);
}

async function plantSubscribers(tx: EntityManager, ago: Ago): Promise<void> {
  const ada = {
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: 'ada@example.com',
    phone: '+61412345678',
    channel: 'whatsapp_cloud',
    userId: '61412345678',
    language: 'en',
    locale: 'en_AU',
    optedInEmailAt: ago(4_000),
    lastInteractionAt: ago(30),
    lastMessageAt: ago(30),
    lastMessageType: 'text',
  };
  await tx.insertMany(BotSubscriber, [
    {
      id: 111,
      ...blankSubscriber,
      bot: 123,
      name: 'Katherine Johnson',
      userId: '61387625429',
      subscribedAt: ago(6_000),
    },
    { id: 222, ...blankSubscriber, bot: 123, name: 'Mary Jackson', userId: '61245638917', subscribedAt: ago(5_500) },
    { id: 333, ...blankSubscriber, bot: 123, name: 'Dorothy Vaughan', status: 'done', subscribedAt: ago(5_200) },
    { id: 456, ...blankSubscriber, bot: 123, name: 'Ada Lovelace', ...ada, subscribedAt: ago(5_000) },
    {
      id: 9001,
      ...blankSubscriber,
      bot: 124,
      name: 'Somebody Else',
      email: 'else@example.com',
      userId: '900100',
      subscribedAt: ago(5_000),
    },
  ]);
  await tx.insertMany(BotMessage, [
    { id: 123, ...blankMessage, subscriber: 456, type: 'in', content: 'Hi', mid: 'mid.123', sentAt: ago(30) },
    { id: 9001, ...blankMessage, subscriber: 9001, type: 'in', content: 'Not yours', mid: 'mid.9001', sentAt: ago(30) },
  ]);
  await tx.insertMany(BotErrorLog, [
    { id: 1, bot: 123, node: 456, subscriber: 456, description: 'The image could not be loaded.', createdAt: ago(60) },
    { id: 9001, bot: 124, node: null, subscriber: 9001, description: 'Other error.', createdAt: ago(60) },
  ]);
}

async function plantWhatSubscribersCarry(tx: EntityManager, ago: Ago): Promise<void> {
  await tx.insertMany(BotTag, [
    { id: 456, bot: 123, name: 'Newsletter' },
    { id: 568, bot: 123, name: 'Trial' },
    { id: 9001, bot: 124, name: 'Other tag' },
  ]);
  await tx.insertMany(SubscriberTag, [
    { subscriber: 456, tag: 456, addedAt: ago(4_000) },
    { subscriber: 111, tag: 568, addedAt: ago(4_000) },
  ]);
  await tx.insertMany(SubscriberLabel, [{ subscriber: 456, label: 12 }]);
  const user = {
    bot: 123,
    kind: 'user' as const,
    description: null,
    displayType: 'default' as const,
    isTemplate: false,
    value: null,
  };
  const bot = { ...user, kind: 'bot' as const };
  await tx.insertMany(BotField, [
    { id: 345, ...user, name: 'City', type: 'text' },
    { id: 346, ...user, name: 'Orders', type: 'number' },
    { id: 347, ...user, name: 'Likes news', type: 'boolean' },
    { id: 348, ...user, name: 'Birthday', type: 'date' },
    { id: 349, ...user, name: 'Next visit', type: 'datetime' },
    { id: 350, ...user, name: 'Interests', type: 'array' },
    { id: 351, ...user, name: 'Notes', type: 'longtext' },
    { id: 360, ...bot, name: 'Opening hours', type: 'text', value: '9 to 5' },
    { id: 361, ...bot, name: 'Discount', type: 'number', value: 10 },
    { id: 9001, ...user, bot: 124, name: 'Other field', type: 'text' },
    { id: 9002, ...bot, bot: 124, name: 'Other value', type: 'text', value: 'secret of the other' },
  ]);
  await tx.insertMany(SubscriberField, [{ subscriber: 456, field: 345, value: 'London' }]);
  await tx.insertMany(BotSegment, [
    { id: 34, bot: 123, name: 'Newsletter readers', rules: [{ is: 'tagged', tag: 456 }] },
    {
      id: 56,
      bot: 123,
      name: 'Leads who may be mailed',
      rules: [
        { is: 'labelled', label: 12 },
        { is: 'opted-in', to: 'email' },
      ],
    },
    { id: 9001, bot: 124, name: 'Other segment', rules: [] },
  ]);
  const event = { description: null, textLabel: 'Product', numberLabel: 'Amount', priceLabel: 'Price' };
  await tx.insertMany(CustomEvent, [
    { id: 21, bot: 123, name: 'Purchase', ...event },
    { id: 9001, bot: 124, name: 'Other event', ...event },
  ]);
  await tx.insertMany(EventOccurrence, [
    { id: 1, event: 21, subscriber: 456, textValue: 'apple', numberValue: 2, priceValue: 350, createdAt: ago(1_440) },
    {
      id: 9001,
      event: 9001,
      subscriber: 9001,
      textValue: null,
      numberValue: null,
      priceValue: null,
      createdAt: ago(1_440),
    },
  ]);
}

async function plantBroadcasts(tx: EntityManager, ago: Ago): Promise<void> {
  const blank = { type: null, messageTag: null, template: null, botFields: null, userFields: null, maxPerMinute: 60 };
  const made = { bot: 123, installationId: 'ins_sample', subFlow: 789, createdAt: ago(100), ...blank };
  await tx.insertMany(Broadcast, [
    { id: 31, ...made, name: 'Tomorrow', status: 'Scheduled', scheduledAt: ago(-1_440), endedAt: null },
    { id: 32, ...made, name: 'Called off', status: 'Cancelled', scheduledAt: ago(-1_440), endedAt: ago(50) },
    {
      id: 9001,
      ...made,
      bot: 124,
      subFlow: 9001,
      name: 'Other',
      status: 'Scheduled',
      scheduledAt: ago(-1_440),
      endedAt: null,
    },
  ]);
  await tx.insertMany(BroadcastRecipient, [
    { broadcast: 31, subscriber: 456, status: 'pending', dueAt: ago(-1_440), settledAt: null, reason: null },
    { broadcast: 32, subscriber: 456, status: 'cancelled', dueAt: ago(-1_440), settledAt: ago(50), reason: null },
    { broadcast: 9001, subscriber: 9001, status: 'pending', dueAt: ago(-1_440), settledAt: null, reason: null },
  ]);
}

async function plantTickets(tx: EntityManager, ago: Ago): Promise<void> {
  await tx.insertMany(TicketList, [
    { id: 10, bot: 123, name: 'Repairs', code: 'repairs', icon: null, isLive: true },
    { id: 9001, bot: 124, name: 'Other list', code: 'other', icon: null, isLive: true },
  ]);
  const urgency = [
    { key: 1, code: 'low', name: 'Low' },
    { key: 2, code: 'high', name: 'High' },
  ];
  const column = { list: 10, options: null };
  await tx.insertMany(TicketField, [
    { id: 1, ...column, columnName: 'title', title: 'Title', position: 1 },
    { id: 2, ...column, columnName: 'select1', title: 'Urgency', position: 2, options: urgency },
    { id: 3, ...column, columnName: 'text1', title: 'Serial number', position: 3 },
    { id: 4, ...column, columnName: 'date1', title: 'Due', position: 4 },
    { id: 5, ...column, columnName: 'multi_select1', title: 'Parts', position: 5, options: urgency },
    { id: 6, ...column, columnName: 'number1', title: 'Amount', position: 6 },
    { id: 7, ...column, columnName: 'assignee', title: 'Assignee', position: 7 },
    { id: 8, ...column, columnName: 'datetime1', title: 'Reported', position: 8 },
    { id: 9, ...column, columnName: 'rating1', title: 'Rating', position: 9 },
    { id: 10, ...column, columnName: 'description', title: 'Description', position: 10 },
  ]);
  const when = { createdAt: ago(200), updatedAt: ago(200) };
  await tx.insertMany(Ticket, [
    { id: 456, list: 10, subscriber: 456, title: 'Broken zip', values: { select1: 1 }, ...when },
    { id: 9001, list: 9001, subscriber: 9001, title: 'Other ticket', values: {}, ...when },
  ]);
  await tx.insertMany(TicketComment, [
    { id: 123, ticket: 456, agent: 123, content: 'The issue has been investigated.', file: null, ...when },
    { id: 9001, ticket: 9001, agent: null, content: 'Other comment', file: null, ...when },
  ]);
  await tx.insertMany(TicketChange, [
    {
      id: 1,
      list: 10,
      ticketId: 456,
      subscriberId: 456,
      action: 'create',
      columnName: 'select1',
      value: 1,
      createdAt: ago(200),
    },
    {
      id: 9001,
      list: 9001,
      ticketId: 9001,
      subscriberId: 9001,
      action: 'create',
      columnName: null,
      value: null,
      createdAt: ago(200),
    },
  ]);
}

async function plantShop(tx: EntityManager, ago: Ago): Promise<void> {
  await tx.insertMany(ProductType, [{ id: 4, bot: 123, name: 'Bags' }]);
  await tx.insertMany(Vendor, [{ id: 6, bot: 123, name: 'Fern & Fable' }]);
  const product = { description: 'Holds a day.', image: null, tracksStock: true, usesVariants: true };
  await tx.insertMany(Product, [
    { id: 78, bot: 123, type: 4, vendor: 6, name: 'Canvas bag', ...product },
    { id: 9001, bot: 124, type: null, vendor: null, name: 'Other product', ...product },
  ]);
  const variant = { product: 78, description: null, image: null, barcode: null, comparePrice: null, quantity: 100 };
  const colour = { firstOption: 'Colour', secondOption: null, secondOptionValue: null };
  await tx.insertMany(ProductVariant, [
    { id: 278, ...variant, name: 'Blue', sku: 'BAG-BLUE', price: 1299, ...colour, firstOptionValue: 'Blue' },
    { id: 279, ...variant, name: 'Green', sku: 'BAG-GREEN', price: 1299, ...colour, firstOptionValue: 'Green' },
  ]);
  await tx.insertMany(ShopOrder, [
    { id: 12, bot: 123, subscriber: 456, currency: 'usd', status: 'paid', total: 2500, createdAt: ago(600) },
    { id: 9001, bot: 124, subscriber: 9001, currency: 'usd', status: 'paid', total: 100, createdAt: ago(600) },
  ]);
}
