import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors } from '#lib/server/place-field-errors.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

// The chart follows a pointer and the keys.
export const csr = true;

const numbersPath = '/v1/developer/apps/{appId}/numbers';
const missing = 'You publish no such app.';
const ids = { 'query.from': 'numbers-from', 'query.to': 'numbers-to', 'query.by': 'numbers-by' };

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const app = await readOwnApp(event);
  const asked = readRange(event.url.searchParams);
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== '')) as typeof asked;
  const answer = toAnswer(await apiOf(event).GET(numbersPath, { params: { path: { appId: app.id }, query } }));
  const path = `/developer/apps/${app.id}/numbers`;
  const today = new Date().toISOString().slice(0, 10);
  if (!answer.ok && answer.status === 422)
    return {
      app,
      path,
      today,
      asked,
      numbers: null,
      exportPath: '',
      errors: placeFieldErrors(answer.problem, ids),
    };
  const numbers = expectAnswer(answer, missing);
  const { from, to, by } = numbers;
  // A file for a browser to keep: the API writes it, at the same origin.
  const exportPath = `/v1/developer/apps/${app.id}/numbers/export?${new URLSearchParams({ from, to, by })}`;
  return { app, path, today, asked: { from, to, by }, numbers, exportPath, errors: null };
};

/** What the address asks for; the API says what is wrong with it. */
function readRange(search: URLSearchParams) {
  const field = (name: string) => (search.get(name) ?? '').slice(0, 30);
  return { from: field('from'), to: field('to'), by: (field('by') || 'day') as 'day' | 'week' | 'month' };
}
