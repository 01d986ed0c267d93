import type { FieldError } from '@minimart/problem';
import { checkAddress, type CheckUrl } from './checks/check-requests.ts';
import { checkLifecycleRequest } from './checks/check-lifecycle-request.ts';
import { checkPlainData } from './check-plain-data.ts';
import type { LifecycleTopic } from './lifecycle-topics.ts';
import { commonCode, mistake, worthTelling, type ManifestErrorCode, type ManifestMistake } from './manifest-error.ts';
import type { VariableSources } from './request-variables.ts';
import { plainWords, schemaMistakes } from './schema-mistakes.ts';
import { requestsSchema, type LifecycleRequests } from './sections/requests.ts';

/** One request of a manifest. */
export type LifecycleRequest<Topic extends LifecycleTopic = LifecycleTopic> = NonNullable<LifecycleRequests[Topic]>;

/** A sound request, or every mistake; `detail` is one sentence for a person. */
export type LifecycleRequestResult =
  | { ok: true; request: LifecycleRequest }
  | { ok: false; code: ManifestErrorCode; detail: string; errors: FieldError[] };

/** What one request is checked against: the variables it may use, the guard's word on its address, and what leads the paths of errors. */
export interface LifecycleRequestChecks {
  topic: LifecycleTopic;
  sources: VariableSources;
  checkUrl?: CheckUrl;
  path: string;
}

/** Turns unknown data into one lifecycle request, by the rules that it would have to pass in a manifest. */
export function parseLifecycleRequest(input: unknown, checks: LifecycleRequestChecks): LifecycleRequestResult {
  const { topic, sources, checkUrl, path } = checks;
  const unfit = checkPlainData(input, path);
  if (unfit.length > 0) return refused(unfit);
  const schema = requestsSchema.shape[topic].unwrap();
  const parsed = schema.safeParse(input, { error: plainWords });
  if (!parsed.success) return refused(schemaMistakes(parsed.error, schema, path));
  const request = parsed.data;
  const errors = checkLifecycleRequest(request, { topic, sources, path });
  const mistakes = [
    ...errors.map((error) => mistake(error.path, error.message)),
    ...checkAddress(request, path, checkUrl),
  ];
  return mistakes.length > 0 ? refused(mistakes) : { ok: true, request };
}

function refused(mistakes: readonly ManifestMistake[]): LifecycleRequestResult {
  const errors = worthTelling(mistakes).map(({ path, message }) => ({ path, message }));
  return { ok: false, code: commonCode(mistakes), detail: detailOf(mistakes), errors };
}

/** The first mistake in a sentence, and how many more there are. */
export function detailOf(mistakes: readonly ManifestMistake[]): string {
  const more = mistakes.length - 1;
  return `${mistakes[0]?.message ?? ''}${more > 0 ? ` (and ${more} more)` : ''}`;
}
