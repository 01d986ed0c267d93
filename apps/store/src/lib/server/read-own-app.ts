import { error } from '@sveltejs/kit';
import type { DeveloperApp } from '@minimart/api-client';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';

const missing = 'You publish no such app.';

/** The app that a page of the developer's is about; 404 when it does not exist or is somebody else's. */
export async function readOwnApp(asking: Asking & { params: { appId: string } }): Promise<DeveloperApp> {
  const answer = toAnswer(await apiOf(asking).GET('/v1/developer/apps'));
  const app = expectAnswer(answer, missing).items.find(({ id }) => id === asking.params.appId);
  if (app === undefined) error(404, missing);
  return app;
}
