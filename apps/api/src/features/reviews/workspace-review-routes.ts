import { readInstallation } from '@minimart/installs';
import { noReviewEtag } from '@minimart/reviews';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { mailReview } from '../mails/mail-review.ts';
import { presentReview } from './present-review.ts';
import { reviewBody, reviewParams, reviewStateSchema } from './review-schemas.ts';

const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/review';

/** What a workspace says of an app that it has, or had: everybody in it reads that, owners and admins write it. */
export function workspaceReviewRoutes(services: Services): Route[] {
  const shared = {
    tag: 'Reviews',
    access: 'signed-in',
    path,
    params: reviewParams,
    answer: reviewStateSchema,
  } as const;
  return [
    defineRoute({
      ...shared,
      id: 'getReview',
      tokenScope: 'workspaces:read',
      tagged: true,
      method: 'get',
      summary: 'The review of your workspace, and whether it may write one.',
      async handle({ params, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return presentState(services, services.em(), params);
      },
    }),
    defineRoute({
      ...shared,
      id: 'writeReview',
      tokenScope: 'workspaces:write',
      ifMatch: 'required',
      tagged: true,
      method: 'put',
      summary: 'Write the one review of your workspace, or edit it. If-Match carries the ETag of your last read.',
      body: reviewBody,
      async handle({ params, body, actor, header }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const ifMatch = requireIfMatch(header);
        return services.inTransaction((em) => write(services, em, { params, body, actor, ifMatch }));
      },
    }),
    defineRoute({
      ...shared,
      id: 'deleteReview',
      tokenScope: 'workspaces:write',
      ifMatch: 'optional',
      tagged: true,
      method: 'delete',
      summary: 'Delete it, with the reply. If-Match, where sent, is the ETag of your last read.',
      async handle({ params, actor, header }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        return services.inTransaction(async (em) => {
          const { appId } = await readInstallation(services.installPortsOf(em), params);
          const { workspaceId, installationId } = params;
          const gone = await services.reviewsOf(em).remove({ workspaceId, appId }, header('if-match') ?? '*');
          const act = { workspaceId, by: actor, appId, installationId };
          if (gone !== undefined)
            await services.audit(em, { ...act, action: 'review_deleted', detail: { stars: gone.stars } });
          return presentState(services, em, params);
        });
      },
    }),
  ];
}

interface Writing {
  params: z.output<typeof reviewParams>;
  body: z.output<typeof reviewBody>;
  actor: Actor;
  ifMatch: string;
}

async function write(services: Services, em: EntityManager, { params, body, actor, ifMatch }: Writing) {
  const { workspaceId, installationId } = params;
  const { appId } = await readInstallation(services.installPortsOf(em), params);
  const said = { workspaceId, appId, authorId: actor.userId, ...body, ifMatch };
  const workspaceName = await nameOf(services, em, workspaceId);
  const { review, change } = await services.reviewsOf(em).write({ ...said, workspaceName });
  if (change !== 'unchanged') {
    const action = change === 'written' ? 'review_written' : 'review_edited';
    const detail = { stars: review.stars, version: review.version };
    await services.audit(em, { workspaceId, by: actor, action, appId, installationId, detail });
  }
  if (change === 'written') await mailReview(services, em, review);
  return presentState(services, em, params);
}

async function nameOf({ accountsOf }: Services, em: EntityManager, workspaceId: string): Promise<string> {
  const workspace = await accountsOf(em).workspace(workspaceId);
  if (workspace === undefined)
    throw new Refusal({ code: 'not_found', detail: 'There is no such workspace among yours.' });
  return workspace.name;
}

async function presentState(services: Services, em: EntityManager, params: z.output<typeof reviewParams>) {
  const { workspaceId } = params;
  const { appId } = await readInstallation(services.installPortsOf(em), params);
  const { review, use } = await services.reviewsOf(em).stateOf({ workspaceId, appId });
  const people = await services.accountsOf(em).usersByIds(review === undefined ? [] : [review.authorId]);
  const etag = review?.etag ?? noReviewEtag;
  const body = {
    review: review === undefined ? null : presentReview(review),
    hidden: review?.hidden ? { at: review.hidden.at.toISOString(), words: review.hidden.words } : null,
    writtenBy: review === undefined ? null : (people.get(review.authorId)?.name ?? 'A former member'),
    shownAs: await nameOf(services, em, workspaceId),
    mayWrite: use.ok || review !== undefined,
    reason: use.ok ? null : use.reason,
    from: use.ok ? null : (use.from?.toISOString() ?? null),
    etag,
  };
  return { body, headers: { etag } };
}
