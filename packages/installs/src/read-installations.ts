import { type Installation, type ListedConsent, toInstallation } from './installation.ts';
import type { ConsentPageQuery, InstallationPage, InstallationPageQuery } from './installation-store.ts';
import type { InstallationRef } from './lock-installation.ts';
import { notFound } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

type ReadPorts = Pick<InstallPorts, 'store'>;

/** One installation of a workspace; throws `not_found` when it has none with that id. */
export async function readInstallation({ store }: ReadPorts, ref: InstallationRef): Promise<Installation> {
  const record = await store.find(ref.installationId);
  if (record?.workspaceId !== ref.workspaceId) throw notFound();
  return toInstallation(record);
}

/** Installations of a workspace or of an app, newest first, uninstalled ones included. Throws `invalid_request` for a bad cursor. */
export async function listInstallations(
  { store }: ReadPorts,
  query: InstallationPageQuery,
): Promise<InstallationPage<Installation>> {
  const { items, nextCursor } = await store.list(query);
  return { items: items.map(toInstallation), nextCursor };
}

/** What is installed in a workspace now, in the order it was installed. */
export async function listLiveInstallations({ store }: ReadPorts, workspaceId: string): Promise<Installation[]> {
  return (await store.listLive(workspaceId)).map(toInstallation);
}

/** What people of a workspace have said to apps, latest first. Throws `invalid_request` for a bad cursor. */
export function listConsents({ store }: ReadPorts, query: ConsentPageQuery): Promise<InstallationPage<ListedConsent>> {
  return store.listConsents(query);
}
