import type { Installation } from '#lib/server/api.ts';

type Refused = { code: string; detail: string; installationStatus?: unknown };

const moved: Record<Installation['status'], (name: string) => string> = {
  active: (name) => `${name} is ready to use by now.`,
  pending: (name) => `${name} is being set up at the moment. Please wait until that is done, then do it again.`,
  failed: (name) => `${name} has stopped working meanwhile. Its page says why, and how to try again.`,
  uninstalled: (name) => `${name} was uninstalled meanwhile, in another tab or by somebody else.`,
};

/** A refusal in words for the page: one for an installation that stands differently by now says how it stands, and that nothing was done. */
export function explainMoved<Problem extends Refused>(problem: Problem, name: string): Problem {
  const { code, installationStatus: status } = problem;
  if (code !== 'wrong_state' || typeof status !== 'string' || !Object.hasOwn(moved, status)) return problem;
  return { ...problem, detail: `Nothing was done: ${moved[status as Installation['status']](name)}` };
}
