import { readFarewell } from '#lib/server/read-farewell.ts';
import { requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import type { RequestHandler } from './$types';

/** The farewell as a file: the receipts, how the app's server was told, and what is still to come. No value of anything that was entered and erased. */
export const GET: RequestHandler = async (event) => {
  requireWorkspace(await requireViewer(event), event.params.workspaceId);
  // What is remembered has values; those are no part of a receipt.
  const { remembered: _remembered, ...receipt } = await readFarewell(event);
  const name = `farewell-${receipt.app.slug}-${receipt.installationId}.json`;
  return new Response(`${JSON.stringify(receipt, null, 2)}\n`, {
    headers: { 'content-type': 'application/json', 'content-disposition': `attachment; filename="${name}"` },
  });
};
