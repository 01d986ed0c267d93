import type { ListQuery, Page } from '../page.ts';

/** An installation of an app as the store tells it, never with what the owner filled in. */
export interface InstalledApp {
  installationId: string;
  appId: string;
  title: string;
  intro: string;
  /** The addresses of pictures. */
  logo: string | null;
  image: string | null;
  /** The keys of other services that the owner filled in and that may be replaced; empty when the app takes none. */
  keyNames: readonly string[];
  status: string;
  version: string;
}

/** What the store tells of the apps in the bot's workspace. */
export interface InstalledApps {
  /** All that are installed now, in the order they were. */
  list(): Promise<InstalledApp[]>;
  /**
   * Replaces keys by name, all of them or none; refuses `not_found` for another workspace's installation, `conflict` for one that
   * is not active, `invalid_input` for a name or a value that the app does not take.
   */
  replaceKeys(installationId: string, keys: Readonly<Record<string, string>>): Promise<void>;
}

/** An installed app, under the number that the platform API calls it by. */
export interface MiniApp extends Omit<InstalledApp, 'installationId'> {
  id: number;
}

/** The apps that are installed in the bot's workspace. */
export interface MiniApps {
  /** In the order of their numbers; `name` is part of the title. */
  list(query?: ListQuery): Promise<Page<MiniApp>>;
  /** Refuses as `InstalledApps.replaceKeys` does. */
  replaceKeys(id: number, keys: Readonly<Record<string, string>>): Promise<void>;
}
