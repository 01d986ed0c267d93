import { expect, test } from 'vitest';
import { hasHostName } from './has-host-name.ts';

test.each([
  ['https://store.example.com', true],
  ['http://localhost:3000', true],
  ['http://127.0.0.1:3000', false],
  ['http://[::1]:3000', false],
])('%s: %s', (origin, expected) => expect(hasHostName(origin)).toBe(expected));
