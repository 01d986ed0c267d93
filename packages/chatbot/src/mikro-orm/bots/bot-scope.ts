import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound, refuse } from '../../chatbot-error.ts';
import { createRecordingChannel } from '../../create-recording-channel.ts';
import { nsKinds, readNs, type NsKind } from '../../ns.ts';
import type { Channel } from '../../port/channel.ts';
import type { Members } from '../../port/members.ts';
import type { InstalledApps } from '../../port/mini-apps.ts';
import type { WorkspaceInfo } from '../../port/workspace.ts';
import { Bot } from './bot.entity.ts';

/** Every read asks PostgreSQL anew: another request may have changed what an identity map still holds. */
export const asStored = { disableIdentityMap: true } as const;

/** What a bot needs besides its database. */
export interface ChatbotOptions {
  /** The time; the machine's without it. */
  now?: () => Date;
  /** The way out for what is said; without it, messages are recorded and go nowhere. */
  channel?: Channel;
  /** Where the team's people come from; without it they are those that are stored. */
  members?: Members | undefined;
  /** On whose behalf the bot is used: written beside what is said and fired. */
  installationId?: string | undefined;
  /** Whether the app on whose behalf the bot is used has been taken away; one that has not stays until the transaction of `em` ends. */
  hasAppEnded?: ((em: EntityManager) => Promise<boolean>) | undefined;
  /** What the host tells of the workspace; nothing is known of it without this. */
  workspaceInfo?: WorkspaceInfo;
  /** What the store tells of the apps in the workspace; there are none without this. */
  installedApps?: InstalledApps;
}

/** The bot of one workspace, and the one way from an id in a request to a row of that bot. */
export interface BotScope {
  em: EntityManager;
  channel: Channel;
  installationId: string | undefined;
  members: Members | undefined;
  hasAppEnded: ChatbotOptions['hasAppEnded'];
  now(): Date;
  /** The bot's number, looked up once; `not_found` when the workspace has no bot. */
  botId(): Promise<number>;
  /** Where to look for an id's row: within this bot only; `not_found` for ids that cannot be there. */
  at(kind: NsKind, ns: string): Promise<{ id: number; bot: number }>;
}

/** Binds an entity manager to the bot of a workspace. */
export function createBotScope(em: EntityManager, workspaceId: string, options: ChatbotOptions = {}): BotScope {
  const { now = () => new Date(), channel = createRecordingChannel(), installationId, members, hasAppEnded } = options;
  let known: number | undefined;
  async function botId(): Promise<number> {
    known ??= (await em.findOne(Bot, { workspaceId }, { ...asStored, fields: ['id'] }))?.id;
    if (known === undefined) throw refuse('not_found', 'This workspace has no bot.');
    return known;
  }
  return {
    em,
    now,
    channel,
    installationId,
    members,
    hasAppEnded,
    botId,
    async at(kind, ns) {
      const bot = await botId();
      const id = readNs(ns, kind, bot);
      if (id === undefined) throw notFound(nsKinds[kind], ns);
      return { id, bot };
    },
  };
}
