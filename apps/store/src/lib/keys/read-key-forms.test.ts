import { expect, test } from 'vitest';
import { mostNetworkText, readNetworks, readOverlap, readPaused } from './read-key-forms.ts';

function formWith(fields: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const notOurs = expect.objectContaining({ status: 400 });

test('reads what the page sends', () => {
  expect(readOverlap(formWith({ overlapHours: '24' }))).toBe(24);
  expect(readOverlap(formWith({ overlapHours: '0' }))).toBe(0);
  expect(readPaused(formWith({ paused: 'true' }))).toBe(true);
  expect(readPaused(formWith({ paused: 'false' }))).toBe(false);
  expect(readNetworks(formWith({ networks: '203.0.113.7\r\n10.0.0.0/8, 2001:db8::/32' }))).toEqual({
    ok: true,
    networks: ['203.0.113.7', '10.0.0.0/8', '2001:db8::/32'],
  });
  expect(readNetworks(formWith({ networks: ' \n' }))).toEqual({ ok: true, networks: null });
});

test('a field that is missing is no order to end a key, to let it go on or to let it be used from anywhere', () => {
  expect(() => readOverlap(formWith({}))).toThrow(notOurs);
  expect(() => readPaused(formWith({}))).toThrow(notOurs);
  expect(() => readNetworks(formWith({}))).toThrow(notOurs);
});

test.each(['', ' ', 'x', '-1', '1e3', '0x10', 'Infinity'])('%j is no number of hours', (overlapHours) => {
  expect(() => readOverlap(formWith({ overlapHours }))).toThrow(notOurs);
});

test.each(['', 'TRUE', '1', new Blob(['true'])])('%j neither pauses nor resumes', (paused) => {
  expect(() => readPaused(formWith({ paused }))).toThrow(notOurs);
});

test('a list that is too long is refused whole: a network that is cut in two would be another', () => {
  const networks = `${' '.repeat(mostNetworkText - 12)}203.0.113.0/24`;
  expect(readNetworks(formWith({ networks }))).toMatchObject({
    ok: false,
    message: expect.stringContaining('too many'),
  });
});
