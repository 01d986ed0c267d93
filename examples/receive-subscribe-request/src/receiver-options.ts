/** The JSON that this server's apps describe in their manifests: system fields and auth inputs under names of their own. */
export interface SubscribeBody {
  workspace: string;
  version: string;
  key: string;
  [authInput: string]: unknown;
}

/** What is kept of one installation; `tags` are the tag names seen with the key, `null` without the scope to read them. */
export interface Holding {
  app: string;
  workspace: string;
  version: string;
  key: string;
  tags: string[] | null;
  createdTag: boolean;
}

/** What the server needs: each app's signing secret, where the platform answers, and why a sign-up is turned down (undefined: welcome). */
export interface ReceiverOptions {
  secretOf: (app: string) => Promise<string | undefined> | string | undefined;
  platformUrl: string;
  objection: (app: string, sent: SubscribeBody) => string | undefined;
}
