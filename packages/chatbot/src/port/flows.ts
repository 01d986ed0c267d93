import type { ListQuery, Page } from '../page.ts';
import type { ChatStatus } from './subscribers.ts';

/** A named part of a bot's dialogue that can be started for one subscriber. */
export interface SubFlow {
  /** `f123s789` */
  ns: string;
  name: string;
}

/** A button on a web page that opens a chat; null when it starts nothing of its own. */
export interface Widget {
  /** As in its id, `f123w456`. */
  id: number;
  ns: string;
  name: string;
  code: string;
  isActive: boolean;
  subFlowNs: string | null;
}

/** An address that starts a sub flow when it is called; null once that sub flow is gone. */
export interface InboundWebhook {
  uid: string;
  name: string;
  isActive: boolean;
  subFlowNs: string | null;
}

/** A template that was installed into the bot, and what may be done with the copy. */
export interface TemplateInstall {
  id: number;
  templateNs: string;
  /** `f123` */
  botNs: string;
  /** The number of the workspace. */
  workspace: number;
  /** What of the bot came with it, joined by commas: `bot,sub_flow`. */
  scope: string;
  version: string;
  canView: boolean;
  canEdit: boolean;
  allowRepublish: boolean;
  autoUpdate: boolean;
  createdAt: Date;
  updatedAt: Date;
  uninstalledAt: Date | null;
}

/** Something that went wrong while the bot ran; null where the node or the subscriber is gone or was none. */
export interface ErrorLog {
  id: number;
  /** `f123` */
  botNs: string;
  nodeNs: string | null;
  userNs: string | null;
  description: string;
  createdAt: Date;
}

/** Which errors to list: those of the last month without `from`; both ends belong to it. */
export interface ErrorLogQuery extends Omit<ListQuery, 'name'> {
  nodeNs?: string | undefined;
  userNs?: string | undefined;
  /** Part of the description, in any letter case. */
  search?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Who a bot may have its AI answers from. */
export const aiProviders = ['openai', 'deepseek', 'xai', 'claude', 'gemini', 'groq', 'ainvented'] as const;

/** One of `aiProviders`. */
export type AiProvider = (typeof aiProviders)[number];

/** What may turn spoken messages into text; `none` leaves them as they are. */
export const transcriptionModels = [
  'none',
  'whisper-1',
  'gpt-4o-transcribe',
  'gpt-4o-mini-transcribe',
  'whisper-large-v3-turbo',
  'gemini-2.5-flash',
  'gemini-3-flash-preview',
] as const;

/** One of `transcriptionModels`. */
export type TranscriptionModel = (typeof transcriptionModels)[number];

/** Who answers by AI, and with which model; null where that was never chosen. */
export interface AiChoice {
  provider: AiProvider | null;
  model: string | null;
}

/** A bot's flows, what starts them, what went wrong in them, and what the bot is set to. */
export interface Flows {
  /** In the order they were made. */
  listSubFlows(query?: ListQuery): Promise<Page<SubFlow>>;
  /** Refuses (`conflict`) one that starts the bot or web chat, or that a broadcast has still to send. */
  deleteSubFlow(subFlowNs: string): Promise<void>;
  /** What a conversation begins with: a sub flow, or the main flow (null). */
  setStartFlow(subFlowNs: string | null): Promise<void>;
  /** The same for conversations in web chat. */
  setWebChatStartFlow(subFlowNs: string | null): Promise<void>;
  /** How many subscribers stand at each status; each status once, those with nobody included. */
  countSubscribers(): Promise<{ status: ChatStatus; count: number }[]>;
  listWidgets(query?: Omit<ListQuery, 'name'> & { code?: string | undefined }): Promise<Page<Widget>>;
  listInboundWebhooks(query?: ListQuery): Promise<Page<InboundWebhook>>;
  /** Uninstalled ones included, in the order they came. */
  listTemplateInstalls(query?: Omit<ListQuery, 'name'>): Promise<Page<TemplateInstall>>;
  /** The latest first. Refuses a time more than a month back (`invalid_input`). */
  listErrors(query?: ErrorLogQuery): Promise<Page<ErrorLog>>;
  aiChoice(): Promise<AiChoice>;
  /** Without a model the provider's own default answers, whatever was chosen before. */
  chooseAi(provider: AiProvider, model?: string): Promise<void>;
  chooseTranscription(model: TranscriptionModel): Promise<void>;
}
