import { expect, test } from 'vitest';
import { z } from 'zod';
import { zodFieldErrors } from './field-error.ts';

const schema = z.strictObject({ scopes: z.array(z.object({ id: z.string('Give an id.') })) });

test('names a field inside a list the way a person would write it', () => {
  const { error } = schema.safeParse({ scopes: [{ id: 7 }] });
  expect(zodFieldErrors(error!, 'manifest')).toEqual([{ path: 'manifest.scopes[0].id', message: 'Give an id.' }]);
});

test('reports an unknown key at its own path', () => {
  const { error } = schema.safeParse({ scopes: [], colour: 'red' });
  expect(zodFieldErrors(error!)).toEqual([{ path: 'colour', message: 'This field is not known here.' }]);
});

test('tells the first hundred of a body full of mistakes', () => {
  const { error } = schema.safeParse({ scopes: Array.from({ length: 5000 }, () => ({})) });
  expect(zodFieldErrors(error!)).toHaveLength(100);
});
