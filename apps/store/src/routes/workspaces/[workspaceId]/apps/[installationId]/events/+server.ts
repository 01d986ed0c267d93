import { readFarewell } from '#lib/server/read-farewell.ts';
import { readInstallation } from '#lib/server/read-installation.ts';
import { requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import { streamChanges } from '#lib/server/stream-changes.ts';
import type { RequestHandler } from './$types';

/** Server-sent events: `changed` whenever the installation or its farewell stands differently. They tell that, not what. */
export const GET: RequestHandler = async (event) => {
  requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const read = async () => {
    const { status, message, delivery, erasedAt } = await readInstallation(event);
    const { receipts, dataErasure } = status === 'uninstalled' ? await readFarewell(event) : {};
    return JSON.stringify([status, message, delivery, erasedAt, receipts?.length, dataErasure]);
  };
  return streamChanges({ read, signal: event.request.signal });
};
