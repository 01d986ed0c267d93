import { createId } from '@minimart/tokens';
import { describe, expect, test } from 'vitest';
import type { OpenInstallationStore } from './describe-installation-store.ts';

const day = 24 * 3_600_000;
const of = { workspaceId: 'ws_one', appId: 'app_one' };
const token = { name: 'crm_token', title: 'CRM "token"', type: 'string', secret: true } as const;
const list = { name: 'list', title: 'List', type: 'string', secret: false } as const;

const remembered = () => ({
  ...of,
  installationId: createId('ins'),
  version: '1.0.0',
  rememberedAt: new Date(Date.now() - 2 * day),
  inputs: [
    { ...list, value: 'Leads & "friends"' },
    { ...list, name: 'limit', type: 'number' as const, value: 12.5 },
  ],
});

/** The contract of a farewell store, as a vitest suite; run it on every adapter. */
export function describeFarewellStore(name: string, open: OpenInstallationStore): void {
  describe(`a farewell store: ${name}`, () => {
    test('gives back the receipts of an installation, oldest first, field by field', async () => {
      await using opened = await open();
      const [installationId, erasedAt] = [createId('ins'), new Date('2026-11-23T12:00:00.123Z')];
      const first = {
        ...of,
        id: createId('ers'),
        installationId,
        version: '1.0.0',
        erasedAt,
        reason: 'gave_up' as const,
      };
      const receipt = { ...first, erased: [token], remembered: [list] };
      const later = { ...receipt, id: createId('ers'), erasedAt: new Date(erasedAt.getTime() + 1), erased: [list] };
      const other = { ...receipt, id: createId('ers'), installationId: createId('ins') };
      for (const each of [later, receipt, other]) await opened.transaction((_, store) => store.addReceipt(each));
      const found = await opened.transaction((_, store) => store.receiptsOf(installationId));
      expect(found).toEqual([receipt, later]);
    });

    test('schedules by its own clock, and claims what is due', async () => {
      await using opened = await open();
      const [soon, late] = [createId('ins'), createId('ins')];
      await opened.transaction(async (_, store) => {
        await store.schedule({ ...of, installationId: soon, version: '1.0.0' }, 0);
        await store.schedule({ ...of, installationId: late, version: '1.1.0' }, 30 * day);
      });
      const [due] = await opened.transaction((_, store) => store.claimDue(10));
      expect(due).toMatchObject({ ...of, installationId: soon, version: '1.0.0', status: 'scheduled', attempts: 0 });
      const waiting = await opened.transaction((_, store) => store.erasureOf(late));
      expect(waiting!.dueAt.getTime() - waiting!.scheduledAt.getTime()).toBe(30 * day);
      const sent = { ...due!, status: 'pending' as const, deliveryId: 'msg_one', nextAttemptAt: due!.dueAt };
      await opened.transaction((_, store) => store.saveErasure(sent));
      expect(await opened.transaction((_, store) => store.claimDue(10))).toEqual([]);
      expect(await opened.transaction((_, store) => store.listPending(of))).toEqual([sent]);
      expect(await opened.transaction((_, store) => store.cancelScheduled(of))).toBe(1);
      const both = await opened.transaction((_, store) => store.erasuresOf([soon, late]));
      expect(both.map(({ status }) => status).toSorted()).toEqual(['cancelled', 'pending']);
      expect(both.find(({ status }) => status === 'cancelled')!.settledAt).not.toBeNull();
    });

    test('remembers one set an app and workspace, and forgets it when asked or when it is old', async () => {
      await using opened = await open();
      const kept = remembered();
      await opened.transaction((_, store) => store.remember({ ...kept, inputs: [] }));
      await opened.transaction((_, store) => store.remember(kept));
      expect(await opened.transaction((_, store) => store.remembered(of))).toEqual(kept);
      expect(
        await opened.transaction((_, store) => store.remembered({ ...of, workspaceId: 'ws_two' })),
      ).toBeUndefined();
      expect(await opened.transaction((_, store) => store.forgetOlder(3 * day, 10))).toEqual([]);
      expect(await opened.transaction((_, store) => store.forgetOlder(day, 10))).toEqual([kept]);
      expect(await opened.transaction((_, store) => store.forget(of))).toBeUndefined();
      await opened.transaction((_, store) => store.remember(kept));
      expect(await opened.transaction((_, store) => store.forget(of))).toEqual(kept);
      expect(await opened.transaction((_, store) => store.remembered(of))).toBeUndefined();
    });
  });
}
