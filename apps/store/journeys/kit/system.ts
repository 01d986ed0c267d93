import { createApiClient, type ApiClient } from '@minimart/api-client';
import { inject } from 'vitest';

/** The one real system that all journeys run on. */
export const system = inject('journeySystem');

/** A client of its API, as the holder of a personal access token or of an installation's key. */
export function apiAs(token: string): ApiClient {
  return createApiClient({ baseUrl: system.baseUrl, token });
}
