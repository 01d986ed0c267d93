import { mayDecideAs, standingOf, type InstallRequest } from '@minimart/approvals';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { assetUrl } from '../assets/asset-url.ts';
import type { installRequestSchema } from './request-schemas.ts';

type Presented = z.input<typeof installRequestSchema>;

/** Asks of one workspace as somebody in it sees them, with the names of people and apps. */
export async function presentRequests(
  services: Pick<Services, 'accountsOf' | 'catalogOf' | 'policiesOf'>,
  em: EntityManager,
  { requests, actor, workspaceId }: { requests: readonly InstallRequest[]; actor: Actor; workspaceId: string },
): Promise<Presented[]> {
  const accounts = services.accountsOf(em);
  const listings = await services.catalogOf(em).listingsOf([...new Set(requests.map(({ appId }) => appId))]);
  const named = requests.flatMap(({ userId, answeredBy }) => (answeredBy === null ? [userId] : [userId, answeredBy]));
  const people = await accounts.usersByIds([...new Set(named)]);
  const policy = await services.policiesOf(em).read(workspaceId);
  const membership = await accounts.membership(actor.userId, workspaceId);
  const decides = membership !== undefined && mayDecideAs(membership.role, policy);
  const person = (id: string) => ({ id, name: people.get(id)?.name ?? id });
  return requests.map((request) => {
    const { id, appId, version, userId, scopes, note, status, answeredBy, answer, installationId } = request;
    const listing = listings.get(appId);
    return {
      id,
      app: {
        id: appId,
        slug: listing?.slug ?? null,
        name: listing?.manifest.name ?? appId,
        logoUrl: listing === undefined ? null : assetUrl(listing.manifest.logo),
      },
      version,
      currentVersion: listing?.version ?? null,
      standing: standingOf(appId, policy),
      member: person(userId),
      scopes,
      note,
      status,
      answeredBy: answeredBy === null ? null : person(answeredBy),
      answer,
      installationId,
      mine: userId === actor.userId,
      mayDecide: status === 'open' && decides,
      createdAt: request.createdAt.toISOString(),
      answeredAt: request.answeredAt?.toISOString() ?? null,
    };
  });
}
