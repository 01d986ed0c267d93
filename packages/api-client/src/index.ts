export { createApiClient, type ApiClient, type ApiClientOptions } from './create-api-client.ts';
export type {
  AuthInput,
  Bot,
  BotSubscriber,
  BotSubscriberLine,
  Card,
  Delivery,
  DeveloperApp,
  Installation,
  Key,
  KeyEvent,
  Listing,
  ListingScope,
  Problem,
  Scope,
} from './shapes.ts';
