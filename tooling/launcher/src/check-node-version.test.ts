import { expect, it } from 'vitest';
import { checkNodeVersion } from './check-node-version.ts';

it.each(['v26.10.0', 'v26.11.2', 'v27.0.0'])('runs on %s', (version) => {
  expect(checkNodeVersion(version)).toBeUndefined();
});

it.each(['v20.18.1', 'v26.9.9'])('says how to get a newer Node.js on %s', (version) => {
  expect(checkNodeVersion(version)).toMatch(/26\.10 or newer; this is v\d+[^]*npx -y pnpm@/);
});
