import { stepsOf } from '../draft/take-theirs.ts';

const fieldWords: Record<string, string> = {
  name: 'unique name',
  minLength: 'shortest',
  maxLength: 'longest',
  min: 'least',
  max: 'most',
  default: 'filled in beforehand',
};

/** What people call a place in the auth inputs: `authInputs[crm_token].title` is `crm_token: title`. */
export function labelOfPath(path: string): string {
  const [, ...steps] = stepsOf(path);
  if (steps.length === 0) return 'The auth inputs and their order';
  return steps.map((step) => ('entry' in step ? step.entry : (fieldWords[step.field] ?? step.field))).join(': ');
}
