import { mintToken } from '@minimart/tokens';
import { expect, test } from 'vitest';
import { createRedactor, redacted } from './redact-secrets.ts';
import { withTokensRedacted } from './redact-tokens.ts';

const key = mintToken('mm_live');
const redactor = withTokensRedacted(createRedactor(['s3cret-input']));

test.each([
  [`No: ${key} is in use`, `No: ${redacted} is in use`],
  [JSON.stringify({ message: `was\n${key}\n` }), JSON.stringify({ message: `was\n${redacted}\n` })],
  [`former_key_${key}, s3cret-input`, `former_key_${redacted}, ${redacted}`],
  [`https://crm.test/?k=${key}&pat=${mintToken('mm_pat')}`, `https://crm.test/?k=${redacted}&pat=${redacted}`],
])('of %j is kept %j, though the platform does not know the key any more', (said, kept) => {
  expect(redactor.text(said)).toBe(kept);
  expect(redactor.cutText(said)).toBe(kept);
  expect(redactor.headers({ 'X-Said': said.replaceAll('\n', ' ') })['x-said']).not.toContain(key);
});

test('what only looks like a token stays: its checksum is wrong', () => {
  const mistyped = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
  const others = `${mistyped} req_${'7'.repeat(38)} mm_live_ a_b_c ${'x'.repeat(60)}`;
  expect(redactor.text(others)).toBe(others);
});

test('answers for long hostile texts at once', () => {
  // Of this process alone, whatever else the machine has to do.
  const started = process.cpuUsage();
  for (const part of ['a_', 'mm_live_', 'aaaaaaaaaaaa_', `a_${'7'.repeat(38)} `])
    redactor.text(part.repeat(65_536 / part.length));
  expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
});
