import type { Workspace } from '#lib/server/api.ts';

/** The workspace that an app would go into: the one asked for, else the first in which the visitor may install, else the first; undefined when there is none. */
export function chooseWorkspace(workspaces: Workspace[], asked: string | null): Workspace | undefined {
  return workspaces.find(({ id }) => id === asked) ?? workspaces.find(({ role }) => role !== 'member') ?? workspaces[0];
}
