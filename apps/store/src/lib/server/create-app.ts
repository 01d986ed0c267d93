import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import type { Problem } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { signInPath } from './require-viewer.ts';

/** An app that was just created, with the secret that is shown in this one answer and nowhere else. */
export interface CreatedApp {
  name: string;
  signingSecret: string;
  path: string;
}

/**
 * Creates an app from a manifest. The same form sent again, by a reload or a double click, creates nothing and leads to the app, without its secret.
 * `refuse` says what is shown of a problem; the key it gets is the one for the next try.
 */
export async function createApp<Shown extends Record<string, unknown>>(
  event: Asking,
  { manifest, idempotencyKey }: { manifest: Record<string, unknown>; idempotencyKey: string },
  refuse: (problem: Problem, nextKey: string) => Shown,
): Promise<{ created: CreatedApp } | ActionFailure<Shown>> {
  const answer = toAnswer(
    await apiOf(event).POST('/v1/developer/apps', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body: { manifest },
    }),
  );
  if (answer.ok) {
    const { id, name, signingSecret } = answer.data;
    const path = `/developer/apps/${id}?done=created`;
    if (signingSecret === undefined) redirect(303, path);
    return { created: { name, signingSecret, path } };
  }
  if (answer.status === 401) redirect(303, signInPath(event.url));
  // When nobody knows whether the request went through, the next try must be the same one.
  const nextKey = answer.status >= 500 ? idempotencyKey : crypto.randomUUID();
  return fail(answer.status, refuse(answer.problem, nextKey));
}
