import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { countSteps, installsTables } from './index.ts';

interface Row {
  app?: string;
  workspace?: string;
  status?: string;
  created: string;
  active?: string;
  failed?: string;
  uninstalled?: string;
}

async function openWith(rows: Row[]) {
  const db = await createTestDatabase(installsTables);
  for (const [index, row] of rows.entries()) {
    const { app = 'app_1', workspace = `ws_${index}`, status = 'active', created, active, failed, uninstalled } = row;
    await db.em().execute(
      `insert into installs.installations (id, workspace_id, app_id, version, status, scopes, auth_inputs, app_may_know,
         version_since, created_at, first_active_at, first_failed_at, uninstalled_at, response_values)
       values (?, ?, ?, '1.0.0', ?, '{}', '[]', false, ?, ?, ?, ?, ?, '[]')`,
      [
        `ins_${index}`,
        workspace,
        app,
        status,
        created,
        created,
        ...[active, failed, uninstalled].map((moment) => moment ?? null),
      ],
    );
  }
  return db;
}

const november = { appId: 'app_1', from: '2026-11-01', to: '2026-11-30', exceptWorkspaces: [] };

test('counts each step on the day (UTC) it was taken, within the range and to its edges', async () => {
  await using db = await openWith([
    { created: '2026-10-31T23:59:59.999Z', active: '2026-11-01T00:00:00Z' },
    {
      created: '2026-11-02T10:00:00Z',
      failed: '2026-11-02T10:01:00Z',
      active: '2026-11-03T09:00:00Z',
      uninstalled: '2026-11-30T23:59:59.999Z',
      status: 'uninstalled',
    },
    { created: '2026-11-02T23:30:00-05:00', status: 'pending' },
    { created: '2026-12-01T00:00:00Z', status: 'failed', failed: '2026-12-01T00:00:01Z' },
    { created: '2026-11-02T10:00:00Z', app: 'app_2' },
  ]);
  expect(await countSteps(db.em(), november)).toEqual({
    steps: [
      { day: '2026-11-01', step: 'active', count: 1 },
      { day: '2026-11-02', step: 'failed', count: 1 },
      { day: '2026-11-02', step: 'installed', count: 1 },
      { day: '2026-11-03', step: 'active', count: 1 },
      { day: '2026-11-03', step: 'installed', count: 1 },
      { day: '2026-11-30', step: 'uninstalled', count: 1 },
    ],
    standing: { installed: 3, active: 1 },
  });
});

test('leaves out the workspaces it is told to, whatever their names hold', async () => {
  const odd = `ws_"'),--`;
  await using db = await openWith([
    { created: '2026-11-02T10:00:00Z', workspace: odd },
    { created: '2026-11-02T10:00:00Z', workspace: 'ws_kept' },
  ]);
  expect(await countSteps(db.em(), { ...november, exceptWorkspaces: [odd, 'ws_none'] })).toEqual({
    steps: [{ day: '2026-11-02', step: 'installed', count: 1 }],
    standing: { installed: 1, active: 1 },
  });
});
