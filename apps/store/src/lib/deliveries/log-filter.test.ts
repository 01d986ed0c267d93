import { expect, test } from 'vitest';
import { isFiltered, logQuery, parseLogFilter, toLogQuery } from './log-filter.ts';

const parse = (query: string) => parseLogFilter(new URLSearchParams(query));

test('an address and its filter lead to each other', () => {
  const query = '?status=failed&topic=subscribe&installation=ins_1&search=no+token&since=2026-11-26T08%3A00';
  expect(logQuery(parse(query))).toBe(query);
  expect(logQuery(parse(''), 'abc')).toBe('?cursor=abc');
  expect(logQuery(parse('status=&search=+'))).toBe('');
});

test('a status or a topic that does not exist is none', () => {
  expect(isFiltered(parse('status=lost&topic=hello&/pause='))).toBe(false);
  expect(isFiltered(parse('search=x'))).toBe(true);
});

test('moments are read as UTC', () => {
  expect(toLogQuery(parse('status=failed&since=2026-11-26T08:00&until=2026-11-27 09:30'))).toEqual({
    ok: true,
    query: { status: 'failed', since: '2026-11-26T08:00:00.000Z', until: '2026-11-27T09:30:00.000Z' },
  });
});

test('what is no moment, and an end before the beginning, are named at their fields', () => {
  expect(toLogQuery(parse('since=yesterday&until=2026-02-30T00:00'))).toEqual({
    ok: false,
    errors: { since: expect.stringMatching(/in UTC/), until: expect.stringMatching(/in UTC/) },
  });
  expect(toLogQuery(parse('since=2026-11-27T00:00&until=2026-11-26T00:00'))).toEqual({
    ok: false,
    errors: { until: expect.stringMatching(/after/) },
  });
});
