import { refuse } from './chatbot-error.ts';
import { chatbotLimits } from './chatbot-limits.ts';
import { checkText } from './check-text.ts';

/** Which part of a list: `page` counts from 1, `name` keeps what contains it in any letter case. */
export interface ListQuery {
  limit?: number | undefined;
  page?: number | undefined;
  name?: string | undefined;
}

/** One page of a list, and how long the whole list is. */
export interface Page<Item> {
  items: Item[];
  total: number;
  page: number;
  /** Items a page holds at most. */
  limit: number;
}

/** A list query with nothing left open. */
export interface CheckedListQuery {
  limit: number;
  page: number;
  offset: number;
  name: string | undefined;
}

/** Fills in a list query (20 a page) and refuses what is out of bounds; a page never holds more than `chatbotLimits.pageSize`. */
export function checkListQuery({ limit = 20, page = 1, name }: ListQuery): CheckedListQuery {
  if (!Number.isInteger(limit) || limit < 1) throw refuse('invalid_input', 'A page holds at least one item.');
  if (!Number.isInteger(page) || page < 1 || page > chatbotLimits.pages) {
    throw refuse('invalid_input', `Pages are counted from 1 to ${chatbotLimits.pages}.`);
  }
  const size = Math.min(limit, chatbotLimits.pageSize);
  return { limit: size, page, offset: (page - 1) * size, name: name ? checkText(name) : undefined };
}
