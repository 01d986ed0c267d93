/** The shapes of the management API as the store reads them: those of the OpenAPI document, and the few that have no name there. */
import type { Installation } from '@minimart/api-client';

export type {
  AuditEntry,
  AuthInput,
  Bot as BotOverview,
  BotSubscriber as BotPerson,
  BotSubscriberLine as BotPersonLine,
  Delivery as LoggedDelivery,
  DeliveryAttempt,
  Endpoint,
  Farewell,
  Installation,
  InstallRequest,
  Key,
  KeyEvent,
  Listing,
  ListingScope,
  Policy,
  Problem,
  WholeDelivery,
} from '@minimart/api-client';

export type Workspace = { id: string; name: string; role: 'owner' | 'admin' | 'member' };
export type Viewer = {
  user: { id: string; name: string; email: string };
  workspaces: Workspace[];
  mailOutbox: boolean;
};
export type Category = { id: string; label: string; count: number };
export type Delivery = NonNullable<Installation['delivery']>;
