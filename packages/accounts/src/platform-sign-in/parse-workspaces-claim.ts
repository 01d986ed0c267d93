import { isPersonName } from '../person-name.ts';
import { workspaceRoles, type WorkspaceRole } from '../workspace-role.ts';
import type { PlatformFailure } from './platform-failure.ts';

/** A workspace as the platform names it, and what a person is in it. */
export interface PlatformWorkspace {
  /** The platform's own id. */
  id: string;
  name: string;
  role: WorkspaceRole;
}

export type ParsedWorkspaces = { ok: true; workspaces: PlatformWorkspace[] } | PlatformFailure;

const mostWorkspaces = 500;

/** Reads a list of `{ id, name, role }`, further fields ignored. Refuses the whole of it for one wrong field, which it names; never repeats a value. */
export function parseWorkspacesClaim(value: unknown, claim: string): ParsedWorkspaces {
  if (value === undefined) return fault('missing', claim, 'is missing; a person without workspaces has an empty list');
  if (!Array.isArray(value) || value.length > mostWorkspaces)
    return fault('list', claim, `must be a list of at most ${mostWorkspaces} workspaces`);
  const workspaces: PlatformWorkspace[] = [];
  const ids = new Set<string>();
  for (const [index, entry] of value.entries()) {
    const at = `${claim}[${index}]`;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      return fault('list', at, 'must be an object { id, name, role }');
    const { id, name, role } = entry as Record<string, unknown>;
    if (!isExternalId(id)) return fault('id', `${at}.id`, 'must be a text of 1 to 200 printable characters');
    if (ids.has(id)) return fault('twice', `${at}.id`, 'must not be there twice');
    if (typeof name !== 'string' || !isPersonName(name.trim()))
      return fault('name', `${at}.name`, 'must be one line of 1 to 80 characters');
    if (!isRole(role)) return fault('role', `${at}.role`, `must be one of ${workspaceRoles.join(', ')}`);
    ids.add(id);
    workspaces.push({ id, name: name.trim(), role });
  }
  return { ok: true, workspaces };
}

function fault(kind: NonNullable<PlatformFailure['fault']>, field: string, rule: string): PlatformFailure {
  return { ok: false, reason: 'claim', field, fault: kind, detail: `The claim ${field} ${rule}.` };
}

function isExternalId(id: unknown): id is string {
  return typeof id === 'string' && id.isWellFormed() && /^[^\p{Cc}]{1,200}$/u.test(id);
}

function isRole(role: unknown): role is WorkspaceRole {
  return (workspaceRoles as readonly unknown[]).includes(role);
}
