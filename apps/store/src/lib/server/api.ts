/** The shapes of the management API as the store reads them: those of the OpenAPI document, and the few that have no name there. */
import type { Installation, Member, PersonalAccessToken } from '@minimart/api-client';

export type {
  AuditEntry,
  AuthInput,
  Card,
  Changes,
  Consent,
  Bot as BotOverview,
  BotSubscriber as BotPerson,
  BotSubscriberLine as BotPersonLine,
  Delivery as LoggedDelivery,
  DeliveryAttempt,
  DeveloperProfile,
  DeveloperReview,
  Endpoint,
  Farewell,
  Front,
  Installation,
  InstallationUpdate,
  InstallRequest,
  Invitation,
  Key,
  KeyEvent,
  Listing,
  ListingScope,
  Manifest,
  Member,
  PersonalAccessToken,
  Policy,
  Problem,
  Progress,
  Rating,
  Release,
  RequestTest,
  Review,
  ReviewState,
  SearchPage,
  WholeDelivery,
} from '@minimart/api-client';

export type Role = Member['role'];
export type TokenScope = NonNullable<PersonalAccessToken['scopes']>[number];
export type Workspace = { id: string; name: string; role: 'owner' | 'admin' | 'member'; isSandbox: boolean };
export type Viewer = {
  user: { id: string; name: string; email: string };
  workspaces: Workspace[];
  isOperator: boolean;
  mailOutbox: boolean;
};
export type Category = { id: string; label: string; count: number };
export type Delivery = NonNullable<Installation['delivery']>;
