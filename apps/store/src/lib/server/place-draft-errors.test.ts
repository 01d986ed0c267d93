import { expect, it } from 'vitest';
import { placeDraftErrors } from './place-draft-errors.ts';

const problem = (...errors: { path: string; message: string }[]) => ({
  type: 'about:blank',
  title: 'Bad manifest',
  status: 422,
  code: 'invalid_manifest' as const,
  detail: 'Something is wrong.',
  errors,
});
const scopes = { appId: 'app_1', section: 'scopes' } as const;

it('puts an error at its field, and links to it', () => {
  const placed = placeDraftErrors(problem({ path: 'manifest.scopes[0].reason', message: 'Say why.' }), scopes);
  expect(placed).toEqual({
    summary: [{ message: 'Say why.', href: '#draft-scopes-0-reason' }],
    fields: { 'scopes[0].reason': 'Say why.' },
  });
});

it('names the page that has the field when this one has not, and leads there', () => {
  const placed = placeDraftErrors(
    problem({ path: 'manifest.requests.subscribe.url', message: 'No such variable.' }),
    scopes,
  );
  expect(placed).toEqual({
    summary: [
      {
        message: 'On the page Requests: No such variable.',
        href: '/developer/apps/app_1/requests#draft-requests-subscribe-url',
      },
    ],
    fields: {},
  });
});

it('tells what belongs to no field above alone', () => {
  expect(placeDraftErrors(problem({ path: 'manifest', message: 'Too long.' }), scopes).summary).toEqual([
    { message: 'Too long.' },
  ]);
  expect(placeDraftErrors(problem(), scopes).summary).toEqual([{ message: 'Something is wrong.' }]);
});
