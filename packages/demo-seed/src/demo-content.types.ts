/** One scope of the two built-in plugins; the demo asks for no others. */
export type DemoScopeId = 'flow-tags:view' | 'flow-tags:manage' | 'messages:send' | 'sub-flows:send';

/** One scope that an app asks for, with the developer's reason as a sentence. */
export interface DemoScope {
  id: DemoScopeId;
  reason: string;
  optional?: boolean;
}

/** One value that the owner fills in at install; `default` has the type's JSON form (number, boolean, else string). */
export interface DemoAuthInput {
  name: string;
  type: 'string' | 'text' | 'number' | 'checkbox' | 'select';
  title: string;
  required: boolean;
  secret?: boolean;
  description?: string;
  placeholder?: string;
  default?: string | number | boolean;
  maxLength?: number;
  options?: { value: string; label: string }[];
}

/** A lifecycle request as a manifest writes it. */
export interface DemoRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: { json: Record<string, unknown> } | { form: Record<string, string> } | { text: string };
}

/** The store's categories that the demo fills. */
export type DemoCategory =
  | 'marketing'
  | 'sales'
  | 'support'
  | 'ecommerce'
  | 'payments'
  | 'scheduling'
  | 'communication'
  | 'analytics'
  | 'productivity'
  | 'developer-tools';

/** A manifest without its pictures, which get their asset ids when the seed has stored them. */
export interface DemoManifest {
  manifestVersion: 1;
  name: string;
  slug: string;
  summary: string;
  description: string;
  category: DemoCategory;
  pricing?: 'free' | 'free-plan' | 'free-trial' | 'paid';
  pricingUrl?: string;
  links: { documentation?: string; support?: string; privacy?: string };
  scopes: DemoScope[];
  authInputs: DemoAuthInput[];
  requests: { subscribe?: DemoRequest; unsubscribe?: DemoRequest };
}

/** A published version in an app's history; all of them carry the same manifest, but for what later ones changed of the scopes. */
export interface DemoRelease {
  version: string;
  changelog: string;
  daysAgo: number;
  /** Scopes that it is the first to ask for. */
  brings?: DemoScopeId[];
  /** Scopes that were required before it. */
  frees?: DemoScopeId[];
}

/** A picture as the text of an SVG document. */
export interface DemoScreenshot {
  svg: string;
  alt: string;
}

/** An app's pictures: logo 256 × 256 (square, the store rounds it), cover 1600 × 900, screenshots 1280 × 800. */
export interface DemoArt {
  logo: string;
  cover: string;
  screenshots: DemoScreenshot[];
}

/** One app: who publishes it, what it is, its history (oldest first) and its pictures. */
export interface DemoApp {
  developer: string;
  manifest: DemoManifest;
  releases: DemoRelease[];
  art: DemoArt;
}

/** Who publishes apps; `name` is what the store shows. The first one is also the account `developer`. */
export interface DemoDeveloper {
  id: string;
  name: string;
  email: string;
}

/** The five people who may sign in to the demo. */
export type DemoAccountId = 'owner' | 'otherOwner' | 'member' | 'developer' | 'operator';

/** A person; the seed makes the password and the token, at random. */
export interface DemoAccount {
  id: DemoAccountId;
  name: string;
  email: string;
}

/** One message of a conversation; `minutesAgo` counts back from the moment of seeding. */
export interface DemoMessage {
  from: 'subscriber' | 'bot';
  text: string;
  minutesAgo: number;
}

/** A person who talks to a bot. */
export interface DemoSubscriber {
  name: string;
  conversation: DemoMessage[];
}

/** A flow, and the texts it says. */
export interface DemoSubFlow {
  name: string;
  steps: string[];
}

/** What a bot holds beyond people and flows; people, tags and flows are named by their names, prices are in cents. */
export interface DemoFurnishing {
  labels?: string[];
  userFields?: { name: string; type: 'text' | 'number' | 'boolean' | 'date' }[];
  botFields?: { name: string; type: 'text' | 'number'; value: string | number }[];
  people?: { name: string; tags?: string[]; labels?: string[]; values?: Record<string, string | number | boolean> }[];
  segments?: { name: string; tag: string }[];
  events?: { name: string; textLabel?: string; numberLabel?: string; priceLabel?: string }[];
  triggers?: { name: string; subFlow: string }[];
  ticketLists?: {
    name: string;
    code: string;
    columns: { columnName: string; title: string; options?: { key: number; code: string; name: string }[] }[];
    tickets: { person: string; title: string; columns?: Record<string, unknown> }[];
  }[];
  products?: { name: string; description: string; price: number; quantity: number }[];
}

/** What a workspace's bot holds. */
export interface DemoBot {
  name: string;
  tags: string[];
  subFlows: DemoSubFlow[];
  subscribers: DemoSubscriber[];
  furnishing: DemoFurnishing;
}

/** A workspace with its members and its one bot. The first workspace of an account is the one `demo.json` names. */
export interface DemoWorkspace {
  id: string;
  name: string;
  members: { account: DemoAccountId; role: 'owner' | 'admin' | 'member' }[];
  bot: DemoBot;
}

/** How an app has done until now: days count back from the moment of seeding. */
export interface DemoNumbers {
  /** The slug of the app. */
  app: string;
  visitors: { daysAgo: number; views: number; consents: number }[];
  installs: DemoInstall[];
}

/** An installation in a workspace of nobody's, that tells of others beyond the demo's people; without `hoursToActive` it failed. */
export interface DemoInstall {
  workspace: string;
  daysAgo: number;
  hoursToActive?: number;
  left?: {
    daysAgo: number;
    reason: 'did_not_work' | 'hard_to_use' | 'missing_feature' | 'not_needed' | 'replaced' | 'only_trying';
    note?: string;
  };
  review?: DemoReview;
}

/** What such a workspace says of the app, and what its developer answers. */
export interface DemoReview {
  daysAgo: number;
  stars: 1 | 2 | 3 | 4 | 5;
  text: string;
  reply?: { daysAgo: number; text: string };
}

/** A list of apps on the front page, by their slugs. */
export interface DemoCollection {
  slug: string;
  title: string;
  summary: string;
  apps: string[];
}

/** Everything the demo holds, as plain data. */
export interface DemoContent {
  accounts: DemoAccount[];
  developers: DemoDeveloper[];
  workspaces: DemoWorkspace[];
  apps: DemoApp[];
  collections: DemoCollection[];
  numbers: DemoNumbers[];
}
