import { lifecycleTopics } from '@minimart/app-manifest/requests';
import type { Removed } from './change-form.ts';
import { isObject, readRequestsForm } from './read-requests-form.ts';
import { rowLists } from './request-form.ts';

/** What a form says was removed, as it was written into it; undefined when it is not that. */
export function readRemoved(text: string): Removed | undefined {
  const removed = parse(text);
  const topic = lifecycleTopics.find((known) => known === removed?.['topic']);
  if (removed === undefined || topic === undefined) return undefined;
  const label = String(removed['label']);
  const request = readRequestsForm({ [topic]: removed['request'] })[topic];
  if (request !== undefined) return { topic, request, label };
  const list = rowLists.find((known) => known === removed['list']);
  const place = Number(removed['place']);
  if (list === undefined || !Number.isInteger(place) || place < 0) return undefined;
  const row = readRequestsForm({ [topic]: { [list]: [removed['row']] } })[topic]?.[list][0];
  return row && { topic, list, place, row, label };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
