import { m } from '@minimart/messages';
import type { Installation } from '#lib/server/api.ts';

type Refused = { code: string; detail: string; installationStatus?: unknown };

const moved: Record<Installation['status'], (values: { name: string }) => string> = {
  active: m.installed_moved_active,
  pending: m.installed_moved_pending,
  failed: m.installed_moved_failed,
  uninstalled: m.installed_moved_uninstalled,
};

/** A refusal in words for the page: one for an installation that stands differently by now says how it stands, and that nothing was done. */
export function explainMoved<Problem extends Refused>(problem: Problem, name: string): Problem {
  const { code, installationStatus: status } = problem;
  if (code !== 'wrong_state' || typeof status !== 'string' || !Object.hasOwn(moved, status)) return problem;
  return { ...problem, detail: moved[status as Installation['status']]({ name }) };
}
