export type { Chatbot } from './chatbot.ts';
export {
  fieldTypes,
  type BotField,
  type FieldRef,
  type Fields,
  type FieldType,
  type FieldValue,
  type UserField,
} from './port/fields.ts';
export {
  aiProviders,
  transcriptionModels,
  type AiChoice,
  type AiProvider,
  type ErrorLog,
  type ErrorLogQuery,
  type Flows,
  type InboundWebhook,
  type SubFlow,
  type TemplateInstall,
  type TranscriptionModel,
  type Widget,
} from './port/flows.ts';
export type { InstalledApp, InstalledApps, MiniApp, MiniApps } from './port/mini-apps.ts';
export type { BotOverview, Overview, PeopleQuery, Person, PersonLine, WatchedMessage } from './port/overview.ts';
export type { Channel, OutgoingMessage } from './port/channel.ts';
export type { ChatMessage, ChatQuery, Chats } from './port/chats.ts';
export {
  eventRanges,
  type CustomEvent,
  type EventOccurrence,
  type EventRange,
  type Events,
  type EventSummary,
} from './port/events.ts';
export type { Content, ContentAction, ContentMessage, Message, Recipient, Sending, Template } from './port/sending.ts';
export {
  agentRoles,
  assignMethods,
  type Agent,
  type AgentGroup,
  type AgentRole,
  type Label,
  type Team,
} from './port/team.ts';
export type { Member, Members } from './port/members.ts';
export type {
  Ticket,
  TicketChange,
  TicketComment,
  TicketField,
  TicketList,
  TicketOption,
  Tickets,
} from './port/tickets.ts';
export {
  broadcastStatuses,
  broadcastTypes,
  type Audience,
  type Broadcast,
  type Broadcasts,
  type NewBroadcast,
} from './port/broadcasts.ts';
export type { Segment, Segments } from './port/segments.ts';
export type { Triggers } from './port/triggers.ts';
export { createRecordingChannel } from './create-recording-channel.ts';
export type {
  CarriedField,
  NewSubscriber,
  Profile,
  Subscriber,
  SubscriberFilter,
  Subscribers,
  WantedTags,
} from './port/subscribers.ts';
export type { Product, ProductQuery, ProductVariant, Shop, ShopOrder, VariantOption } from './port/shop.ts';
export type { Tag, Tags } from './port/tags.ts';
export {
  botTypes,
  type BotLine,
  type BotType,
  type DailyUsage,
  type Workspace,
  type WorkspaceFacts,
  type WorkspaceInfo,
  type WorkspaceOwner,
  type WorkspaceSummary,
} from './port/workspace.ts';
export type { ListQuery, Page } from './page.ts';
export { chatbotErrorCodes, type ChatbotErrorCode } from './chatbot-error.ts';
export { chatbotLimits } from './chatbot-limits.ts';
export type { BotSeed, SubFlowSeed, SubscriberSeed } from './bot-seed.ts';
export { botUserListSchema, botUserSchema, toBotUser } from './platform-api/bot-user.schema.ts';
export { agentListSchema, agentQuerySchema, toAgent } from './platform-api/agent.schema.ts';
export { listQuerySchema } from './platform-api/list-query.schema.ts';
export { ok, okSchema } from './platform-api/ok.schema.ts';
export { pageQueryFields } from './platform-api/page-query.schema.ts';
export { facebookTemplateSchema, toTemplate, whatsappTemplateSchema } from './platform-api/template.schema.ts';
export { fromUnixSeconds, unixSecondsSchema } from './platform-api/unix-seconds.schema.ts';
export { toPlatformTime } from './platform-api/platform-time.ts';
export { pageFields, toPageFields } from './platform-api/page-fields.schema.ts';
export {
  subscriberFilterFields,
  subscriberPages,
  toSubscriberFilter,
} from './platform-api/subscriber-filter.schema.ts';
export { tagNameSchema, tagNsSchema, tagSchema, toTag } from './platform-api/tag.schema.ts';
export { userNsSchema } from './platform-api/user-ns.schema.ts';
