/** The shapes that the management API answers with, as far as the store reads them. */
import type { InstallationStatus, Risk, Verb } from '@minimart/ui';

/** One mistake in a request; `path` as in `authInputs.crm_token`. */
export type FieldError = { path: string; message: string };

/** RFC 9457 problem details with our closed `code`. */
export type Problem = {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
};

export type Role = 'owner' | 'admin' | 'member';
export type Workspace = { id: string; name: string; role: Role };
export type Viewer = { user: { id: string; name: string; email: string }; workspaces: Workspace[] };

export type Card = {
  id: string;
  slug: string;
  name: string;
  summary: string;
  category: string;
  logoUrl: string | null;
  coverUrl: string | null;
  developer: { name: string };
  scopeCount: number;
  sensitiveScopeCount: number;
  installs: number;
  version: string;
  publishedAt: string;
};

export type Category = { id: string; label: string; count: number };
export type CardPage = { items: Card[]; nextCursor: string | null; total: number; categories: Category[] };

export type ListingScope = {
  id: string;
  label: string;
  description: string;
  risk: Risk;
  group: string;
  verb: Verb;
  icon: string;
  reason: string;
  optional: boolean;
};

export type AuthInputType = 'string' | 'text' | 'number' | 'checkbox' | 'select';
export type AuthInput = {
  name: string;
  type: AuthInputType;
  title: string;
  description?: string | null;
  placeholder?: string | null;
  required: boolean;
  secret: boolean;
  default?: string | number | boolean | null;
  options?: { value: string; label: string }[] | null;
  maxLength?: number | null;
};

export type Listing = Card & {
  description: string;
  screenshots: { url: string; alt: string }[];
  video: string | null;
  links: { documentation?: string | null; support?: string | null; privacy?: string | null };
  changelog: string | null;
  scopes: ListingScope[];
  cannot: string[];
  hosts: string[];
  authInputs: AuthInput[];
  lifecycle: { subscribe: boolean; unsubscribe: boolean };
  versions: { version: string; changelog: string | null; publishedAt: string }[];
};

export type Grant = {
  id: string;
  label: string;
  reason: string;
  optional: boolean;
  risk: Risk;
  icon: string;
  verb: Verb;
  description?: string;
};

export type Delivery = {
  id: string;
  topic: 'subscribe' | 'unsubscribe';
  status: 'pending' | 'delivered' | 'refused' | 'gave_up' | 'cancelled' | 'gone';
  attempts: number;
  nextAttemptAt: string | null;
  lastStatusCode: number | null;
  lastError: string | null;
};

export type Installation = {
  id: string;
  app: { id: string; slug: string; name: string; logoUrl: string | null };
  version: string;
  status: InstallationStatus;
  message: string | null;
  scopes: string[];
  grant: Grant[];
  key: { id: string; start: string; lastFour: string } | null;
  plainKey?: string;
  authInputs: { name: string; title: string; secret: boolean; value: string | number | boolean | null }[];
  createdAt: string;
  activatedAt: string | null;
  uninstalledAt: string | null;
  erasedAt: string | null;
  delivery: Delivery | null;
};

export type InstallationPage = { items: Installation[]; nextCursor: string | null };
