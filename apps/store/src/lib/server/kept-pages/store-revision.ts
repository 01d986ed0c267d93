import { API_URL } from '$app/env/private';
import { createApiClient } from '@minimart/api-client';
import { askTogether } from './ask-together.ts';

const patienceMs = 1_000;

/** The revision of what the store shows, as the API says it now; undefined when it does not say. Many who ask at once ask together. */
export const storeRevision = askTogether(async (): Promise<string | undefined> => {
  const api = createApiClient({
    baseUrl: API_URL,
    fetch: (request) => fetch(request, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' }),
  });
  try {
    return (await api.GET('/v1/store/revision')).data?.revision;
  } catch {
    // Not reached, or too slow: told by undefined.
    return undefined;
  }
});
