import { readProgress } from '@minimart/installs/mikro-orm';
import { isRefusal, Refusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { createAuthenticate } from '../../http/create-authenticate.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { installationParams } from '../installations/installation-schemas.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { presentProgress } from './present-progress.ts';
import { progressSchema, type Progress } from './progress-schema.ts';
import { streamProgress } from './stream-progress.ts';

const eventStream = 'text/event-stream';

/** How far an installation has come, asked for once or followed. */
export function progressRoutes(services: Services): Route[] {
  return [
    defineRoute({
      id: 'getProgress',
      tokenScope: 'workspaces:read',
      followed: true,
      method: 'get',
      path: '/v1/workspaces/{workspaceId}/installations/{installationId}/progress',
      tag: 'Installations',
      summary:
        'How far an installation has come. With `Accept: text/event-stream` as server-sent events, until it is settled; a `Last-Event-ID` that is the present revision is not told it again.',
      access: 'signed-in',
      params: installationParams,
      answer: progressSchema,
      async handle({ params, actor, header, signal }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        const first = await readOne(services, params);
        if (!takesEvents(header('accept'))) return { body: first };
        const knows = header('last-event-id');
        // By 204 an EventSource learns not to ask again (WHATWG HTML, 9.2.2).
        if (first.isSettled && first.revision === knows) return { status: 204, stream: [], headers: {} };
        const watch = services.progress.watch(params.installationId, actor.userId);
        if (signal.aborted) watch[Symbol.dispose]();
        signal.addEventListener('abort', () => watch[Symbol.dispose](), { once: true });
        const mayStillRead = () => checkAgain(services, { actor, header, workspaceId: params.workspaceId });
        return {
          stream: streamProgress({ watch, first, knows, mayStillRead, signal }),
          headers: { 'content-type': `${eventStream}; charset=utf-8`, 'x-accel-buffering': 'no' },
        };
      },
    }),
  ];
}

function takesEvents(accept = ''): boolean {
  return accept.split(',').some((media) => media.split(';')[0]?.trim().toLowerCase() === eventStream);
}

/** Another workspace's installation is `not_found`. */
async function readOne(
  { em, outboxOf }: Services,
  { workspaceId, installationId }: { workspaceId: string; installationId: string },
): Promise<Progress> {
  const unit = em();
  const [seen] = await readProgress(unit, [installationId]);
  if (seen?.workspaceId === workspaceId) return presentProgress(outboxOf(unit), seen);
  throw new Refusal({ code: 'not_found', detail: 'There is no such installation in this workspace.' });
}

interface Asking {
  actor: Actor;
  header(name: string): string | undefined;
  workspaceId: string;
}

/** Whether the session or token that a stream was asked for with still is that person's, and they still belong to the workspace. */
async function checkAgain(services: Services, { actor, header, workspaceId }: Asking): Promise<boolean> {
  try {
    const now = await createAuthenticate(services)({
      cookie: header('cookie'),
      authorization: header('authorization'),
    });
    if (now?.userId !== actor.userId) return false;
    await requireMembership(services, { actor, workspaceId }, 'read');
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
