import type { Problem } from '@minimart/api-client';
import type { PublishErrors } from './read-publish-form.ts';

const fields = new Set(['version', 'percentage', 'changelog']);

/** Puts the errors of a publication that was refused at the fields of its form; the others are told by the summary alone. */
export function placePublishErrors({ detail, errors = [] }: Problem): PublishErrors {
  const placed: PublishErrors = { summary: [], fields: {} };
  for (const { path, message } of errors) {
    const field = path.replace(/^body\./, '');
    if (fields.has(field)) placed.fields[field] ??= message;
    placed.summary.push(fields.has(field) ? { message, href: `#${field}` } : { message });
  }
  if (placed.summary.length === 0) placed.summary.push({ message: detail });
  return placed;
}
