import { m } from '@minimart/messages';
import { error } from '@sveltejs/kit';
import type { Answer } from './call-api.ts';

/** The data of an answer, or the error page that fits: 404 for what is missing or somebody else's, 503 when the API does not answer. */
export function expectAnswer<Data>(answer: Answer<Data>, missing: string): Data {
  if (answer.ok) return answer.data;
  if (answer.status === 404 || answer.status === 400 || answer.status === 422) error(404, missing);
  const { detail, lang } = answer.problem;
  if (answer.status === 403) error(403, lang === undefined ? detail : m.error_not_open_to_you());
  const status = answer.status >= 500 ? 503 : answer.status;
  error(status, lang === undefined ? detail : m.error_ours());
}
