import { expect, test } from 'vitest';
import { auditQuery, isAuditFiltered, parseAuditFilter, toAuditQuery } from './audit-filter.ts';

const parse = (query: string) => parseAuditFilter(new URLSearchParams(query));

test('an address and a filter are the same, nonsense left out', () => {
  const filter = parse('text=tag+sync&action=key_rotated&actor=usr_1&app=app_1&from=2026-11-26T08:00&cursor=x&other=y');
  expect(auditQuery(filter)).toBe('?text=tag+sync&action=key_rotated&actor=usr_1&app=app_1&from=2026-11-26T08%3A00');
  expect(auditQuery(filter, 'c')).toMatch(/&cursor=c$/);
  expect(isAuditFiltered(parse('action=constructor'))).toBe(false);
  expect([auditQuery(parse('')), isAuditFiltered(parse('to=x'))]).toEqual(['', true]);
});

test('moments that cannot be read are told at their field', () => {
  expect(toAuditQuery(parse('from=2026-11-26T08:00&to=2026-11-27 09:00'))).toEqual({
    ok: true,
    query: { from: '2026-11-26T08:00:00.000Z', to: '2026-11-27T09:00:00.000Z' },
  });
  expect(toAuditQuery(parse('from=yesterday'))).toMatchObject({ ok: false, errors: { from: expect.any(String) } });
  expect(toAuditQuery(parse('from=2026-11-27T08:00&to=2026-11-26T08:00'))).toMatchObject({
    ok: false,
    errors: { to: 'Give a moment after the one it begins with.' },
  });
});
