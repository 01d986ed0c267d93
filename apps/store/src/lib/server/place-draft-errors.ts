import { pageOfField, type DraftSection } from '../draft/draft-sections.ts';
import { fieldId } from '../draft/field-id.ts';
import type { Problem } from './api.ts';
import type { PlacedFields } from './place-field-errors.ts';

const pageNames: Record<DraftSection, string> = {
  settings: 'On the page Settings',
  auth: 'On the page Auth',
  scopes: 'On the page Scopes',
  requests: 'On the page Requests',
};

/**
 * Puts the errors of a refused draft at their fields, by their paths in the manifest (`scopes[0].reason`). One at a field of another page names
 * that page and leads there.
 */
export function placeDraftErrors(
  problem: Problem,
  { appId, section }: { appId: string; section: DraftSection },
): PlacedFields {
  const placed: PlacedFields = { summary: [], fields: {} };
  for (const { path, message } of problem.errors ?? []) {
    const field = path.replace(/^manifest\.?/, '');
    const page = pageOfField(field);
    if (page === section) placed.fields[field] ??= message;
    const place = page === section ? '' : `/developer/apps/${appId}/${page}`;
    const said = page === undefined || page === section ? message : `${pageNames[page]}: ${message}`;
    placed.summary.push(page === undefined ? { message } : { message: said, href: `${place}#${fieldId(field)}` });
  }
  if (placed.summary.length === 0) placed.summary.push({ message: problem.detail });
  return placed;
}
