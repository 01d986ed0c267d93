import { relayProgress } from '#lib/server/relay-progress.ts';
import type { RequestHandler } from './$types';

/** How the installation and its farewell stand: server-sent events for who asks for them, JSON for who cannot have them. The API says who may. */
export const GET: RequestHandler = (event) => relayProgress(event);
