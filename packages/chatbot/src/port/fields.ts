import type { ListQuery, Page } from '../page.ts';

/** The types a field's values may have. */
export const fieldTypes = ['text', 'number', 'boolean', 'date', 'datetime', 'array', 'longtext'] as const;

export type FieldType = (typeof fieldTypes)[number];

/** Which field: by id (`f123v345`), or by name. */
export type FieldRef = { ns: string } | { name: string };

/** A field and what is to be stored in it. */
export type FieldValue = FieldRef & { value: unknown };

/** What every field has. */
interface Field {
  /** `f123v345` */
  ns: string;
  name: string;
  type: FieldType;
  description: string | null;
}

/** A field kept for each subscriber. */
export interface UserField extends Field {
  /** How the field shows in the chat: among the others, on top, or not at all. */
  displayType: 'default' | 'pin' | 'hidden';
}

/** A field kept once for the bot, with its value as text; null when it has none. */
export interface BotField extends Field {
  value: string | null;
  /** Whether it came with a template. */
  isTemplate: boolean;
}

/** What a field is made of. */
export interface NewField {
  name: string;
  type: FieldType;
  description?: string | undefined;
}

/** A bot's fields. Values are checked against the type of their field and kept as such; several are stored all or none. */
export interface Fields {
  /** In the order they were made. */
  listUserFields(query?: ListQuery): Promise<Page<UserField>>;
  listBotFields(query?: ListQuery): Promise<Page<BotField>>;
  /** Refuses a name that is taken (`conflict`) and more than 500 fields of a kind (`limit_reached`). */
  createUserField(field: NewField): Promise<UserField>;
  createBotField(field: NewField & { value?: unknown }): Promise<BotField>;
  updateUserField(ns: string, change: { name?: string; displayType?: UserField['displayType'] }): Promise<UserField>;
  deleteUserField(ref: FieldRef): Promise<void>;
  deleteBotField(ref: FieldRef): Promise<void>;
  /** Stores values of bot fields; the fields as they are now, in the order given. */
  setBotFields(values: readonly FieldValue[]): Promise<BotField[]>;
  /** Stores values of user fields for one subscriber. */
  setFor(userNs: string, values: readonly FieldValue[]): Promise<void>;
  /** Blanks user fields of one subscriber; blank ones stay so. */
  clearFor(userNs: string, refs: readonly FieldRef[]): Promise<void>;
}
