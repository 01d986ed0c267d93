import type { Caller } from '../system/caller.ts';
import type { DemoFile } from '../system/demo-file.ts';
import type { Receiver } from '../system/receiver.ts';
import type { Telling } from '../telling/telling.ts';

/** What every chapter has at hand. */
export interface Story {
  demo: DemoFile;
  call: Caller;
  receiver: Receiver;
  telling: Telling;
}

/** The app that the story publishes. */
export interface PublishedApp {
  id: string;
  slug: string;
  version: string;
  signingSecret: string;
}

/** An installation as the API answers it, as far as the story reads it. */
export interface Installation {
  id: string;
  version: string;
  status: 'pending' | 'active' | 'failed' | 'uninstalled';
  message: string | null;
  scopes: string[];
  key: { id: string; start: string; lastFour: string } | null;
  erasedAt: string | null;
  authInputs: { name: string; secret: boolean; value: unknown }[];
}
