/** The shapes of the management API as the store reads them: those of the OpenAPI document, and the few that have no name there. */
import type { Installation } from '@minimart/api-client';

export type {
  AuthInput,
  Changes,
  Consent,
  Bot as BotOverview,
  BotSubscriber as BotPerson,
  BotSubscriberLine as BotPersonLine,
  Delivery as LoggedDelivery,
  DeliveryAttempt,
  Endpoint,
  Farewell,
  Installation,
  InstallationUpdate,
  Key,
  KeyEvent,
  Listing,
  ListingScope,
  Problem,
  Release,
  WholeDelivery,
} from '@minimart/api-client';

export type Workspace = { id: string; name: string; role: 'owner' | 'admin' | 'member' };
export type Viewer = { user: { id: string; name: string; email: string }; workspaces: Workspace[] };
export type Category = { id: string; label: string; count: number };
export type Delivery = NonNullable<Installation['delivery']>;
