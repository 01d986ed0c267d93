import { Bot } from './bots/bot.entity.ts';
import { BroadcastRecipient } from './broadcasts/broadcast-recipient.entity.ts';
import { Broadcast } from './broadcasts/broadcast.entity.ts';
import { CustomEvent } from './events/custom-event.entity.ts';
import { EventOccurrence } from './events/event-occurrence.entity.ts';
import { BotField } from './fields/field.entity.ts';
import { SubscriberField } from './fields/subscriber-field.entity.ts';
import { BotSettings } from './flows/bot-settings.entity.ts';
import { BotErrorLog } from './flows/error-log.entity.ts';
import { InboundWebhook } from './flows/inbound-webhook.entity.ts';
import { BotNode } from './flows/node.entity.ts';
import { BotSubFlow } from './flows/sub-flow.entity.ts';
import { TemplateInstall } from './flows/template-install.entity.ts';
import { TriggerFiring } from './flows/trigger-firing.entity.ts';
import { BotTrigger } from './flows/trigger.entity.ts';
import { BotWidget } from './flows/widget.entity.ts';
import { InstalledAppNumber } from './mini-apps/installed-app-number.entity.ts';
import { BotSegment } from './segments/segment.entity.ts';
import { BotMessage } from './sending/message.entity.ts';
import { ProductType } from './shop/product-type.entity.ts';
import { ProductVariant } from './shop/product-variant.entity.ts';
import { Product } from './shop/product.entity.ts';
import { ShopOrder } from './shop/shop-order.entity.ts';
import { Vendor } from './shop/vendor.entity.ts';
import { BotSubscriber } from './subscribers/subscriber.entity.ts';
import { SubscriberTag } from './tags/subscriber-tag.entity.ts';
import { BotTag } from './tags/tag.entity.ts';
import { AgentGroupMember } from './team/agent-group-member.entity.ts';
import { AgentGroup } from './team/agent-group.entity.ts';
import { Agent } from './team/agent.entity.ts';
import { SubscriberLabel } from './team/subscriber-label.entity.ts';
import { TeamLabel } from './team/team-label.entity.ts';
import { TicketChange } from './tickets/ticket-change.entity.ts';
import { TicketComment } from './tickets/ticket-comment.entity.ts';
import { TicketField } from './tickets/ticket-field.entity.ts';
import { TicketList } from './tickets/ticket-list.entity.ts';
import { Ticket } from './tickets/ticket.entity.ts';
import { CreateChatbot } from './migrations/0001-create-chatbot.ts';
import { AddTeam } from './migrations/0002-add-team.ts';
import { AddFlows } from './migrations/0003-add-flows.ts';
import { WidenSubscribers } from './migrations/0004-widen-subscribers.ts';
import { AddFields } from './migrations/0005-add-fields.ts';
import { AddSegments } from './migrations/0006-add-segments.ts';
import { AddCustomEvents } from './migrations/0007-add-custom-events.ts';
import { AddBroadcasts } from './migrations/0008-add-broadcasts.ts';
import { AddTickets } from './migrations/0009-add-tickets.ts';
import { AddShop } from './migrations/0010-add-shop.ts';
import { AddInstalledAppNumbers } from './migrations/0011-add-installed-app-numbers.ts';
import { PaceBroadcasts } from './migrations/0012-pace-broadcasts.ts';

/** The PostgreSQL schema `chatbot`, as `@minimart/database` takes it. */
export const chatbotTables = {
  schema: 'chatbot',
  entities: [
    Bot,
    BroadcastRecipient,
    Broadcast,
    CustomEvent,
    EventOccurrence,
    BotField,
    SubscriberField,
    BotSettings,
    BotErrorLog,
    InboundWebhook,
    BotNode,
    BotSubFlow,
    TemplateInstall,
    TriggerFiring,
    BotTrigger,
    BotWidget,
    InstalledAppNumber,
    BotSegment,
    BotMessage,
    ProductType,
    ProductVariant,
    Product,
    ShopOrder,
    Vendor,
    BotSubscriber,
    SubscriberTag,
    BotTag,
    AgentGroupMember,
    AgentGroup,
    Agent,
    SubscriberLabel,
    TeamLabel,
    TicketChange,
    TicketComment,
    TicketField,
    TicketList,
    Ticket,
  ],
  migrations: [
    { name: 'chatbot-0001-create', class: CreateChatbot },
    { name: 'chatbot-0002-add-team', class: AddTeam },
    { name: 'chatbot-0003-add-flows', class: AddFlows },
    { name: 'chatbot-0004-widen-subscribers', class: WidenSubscribers },
    { name: 'chatbot-0005-add-fields', class: AddFields },
    { name: 'chatbot-0006-add-segments', class: AddSegments },
    { name: 'chatbot-0007-add-custom-events', class: AddCustomEvents },
    { name: 'chatbot-0008-add-broadcasts', class: AddBroadcasts },
    { name: 'chatbot-0009-add-tickets', class: AddTickets },
    { name: 'chatbot-0010-add-shop', class: AddShop },
    { name: 'chatbot-0011-add-installed-app-numbers', class: AddInstalledAppNumbers },
    { name: 'chatbot-0012-pace-broadcasts', class: PaceBroadcasts },
  ],
};
