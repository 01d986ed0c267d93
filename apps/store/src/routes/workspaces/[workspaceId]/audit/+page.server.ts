import { m } from '@minimart/messages';
import { auditQuery, parseAuditFilter, toAuditQuery } from '#lib/audit/audit-filter.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeMessages } from '#lib/server/place-field-errors.ts';
import { requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

const log = '/v1/workspaces/{workspaceId}/audit-log';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const { searchParams } = event.url;
  const filter = parseAuditFilter(searchParams);
  const asked = toAuditQuery(filter);
  const params = { path: { workspaceId: workspace.id } };
  const cursor = searchParams.get('cursor');
  const [names, page] = await Promise.all([
    apiOf(event).GET(`${log}/names`, { params }),
    asked.ok
      ? apiOf(event).GET(log, { params: { ...params, query: { ...asked.query, ...(cursor ? { cursor } : {}) } } })
      : undefined,
  ]);
  const { actors, apps } = expectAnswer(toAnswer(names), m.workspace_audit_no_page());
  const found = page && expectAnswer(toAnswer(page), m.workspace_audit_no_page());
  const exported = asked.ok ? new URLSearchParams(asked.query).toString() : '';
  return {
    workspace,
    path: `/workspaces/${workspace.id}/audit`,
    filter,
    filterErrors: asked.ok ? null : placeMessages(asked.errors, { from: 'audit-from', to: 'audit-to' }),
    actors,
    apps,
    items: found?.items ?? [],
    older: found?.nextCursor ? auditQuery(filter, found.nextCursor) : null,
    // A file for a browser to keep: the API writes it piece by piece, at the same origin.
    exportPath: `/v1/workspaces/${workspace.id}/audit-log/export?${exported}`,
    now: new Date().toISOString(),
  };
};
