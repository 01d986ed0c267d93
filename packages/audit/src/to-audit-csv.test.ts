import { expect, test } from 'vitest';
import type { AuditEntry } from './audit-entry.ts';
import { auditCsvHeader, toAuditCsv } from './to-audit-csv.ts';

const entry: AuditEntry = {
  id: '7',
  at: new Date('2026-11-26T08:00:00Z'),
  workspaceId: 'ws_1',
  actor: { kind: 'user', id: 'usr_1', name: 'Ada' },
  action: 'app_installed',
  app: { id: 'app_1', name: 'Tag "Sync"' },
  installationId: 'ins_1',
  address: '203.0.113.7',
  userAgent: null,
  detail: { version: '1.0.0' },
};

test('one line an entry, every cell quoted', () => {
  expect(auditCsvHeader()).toMatch(/^"time","action",.*"detail"\r\n$/);
  expect(toAuditCsv([entry])).toBe(
    '"2026-11-26T08:00:00.000Z","app_installed","user","Ada","usr_1","Tag ""Sync""","app_1","ins_1","203.0.113.7","","{""version"":""1.0.0""}"\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=HYPERLINK("http://evil.test","x")'])(
  'the name %j is no formula in a spreadsheet',
  (name) => {
    const csv = toAuditCsv([{ ...entry, actor: { kind: 'app', id: null, name }, userAgent: name }]);
    expect(csv).toContain(`,"'${name.replaceAll('"', '""')}",`);
    expect(csv).not.toContain(`,"${name.replaceAll('"', '""')}`);
  },
);

test('a line break in a cell stays in its cell', () => {
  const csv = toAuditCsv([{ ...entry, userAgent: 'a\r\n"=1"' }]);
  expect(csv).toContain('"a\r\n""=1"""');
});
