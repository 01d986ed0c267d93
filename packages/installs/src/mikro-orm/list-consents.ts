import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConsentRow } from './consent.entity.ts';
import type { ListedConsent } from '../installation.ts';
import type { ConsentPageQuery, InstallationPage } from '../installation-store.ts';
import { parseCursor, writeCursor } from '../page-cursor.ts';
import { toConsent } from './to-record.ts';

type Found = ConsentRow & { workspaceId: string; appId: string };

/** A page of what people of a workspace have said, latest first. */
export async function listConsents(
  em: EntityManager,
  { workspaceId, installationId, cursor, limit }: ConsentPageQuery,
): Promise<InstallationPage<ListedConsent>> {
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  const rows = await em.execute<Found[]>(
    `select c.id, c.kind, c.user_id as "userId", c.address, c.user_agent as "userAgent", c.version, c.from_version as "fromVersion",
       c.agreed_at as "agreedAt", c.language, c.scopes, c.cannot, c.hosts, c.installation_id as "installationId",
       i.workspace_id as "workspaceId", i.app_id as "appId"
     from installs.consents c join installs.installations i on i.id = c.installation_id
     where i.workspace_id = ? ${installationId === undefined ? '' : 'and i.id = ?'}
       ${after === undefined ? '' : 'and (c.agreed_at, c.id) < (?::timestamptz, ?)'}
     order by c.agreed_at desc, c.id desc limit ?`,
    [
      workspaceId,
      ...(installationId === undefined ? [] : [installationId]),
      ...(after === undefined ? [] : [after.createdAt.toISOString(), after.id]),
      limit + 1,
    ],
  );
  const items = rows.slice(0, limit).map((row): ListedConsent => {
    const { installationId: about, workspaceId: where, appId } = row;
    return { ...toConsent(row), agreedAt: new Date(row.agreedAt), installationId: about, workspaceId: where, appId };
  });
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: isMore ? writeCursor({ createdAt: last.agreedAt, id: last.id }) : null };
}
