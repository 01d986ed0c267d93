import { describe, expect, test } from 'vitest';
import { cancelInstallation } from '../cancel-installation.ts';
import { readFarewell } from '../read-farewell.ts';
import { forgetExpiredInputs, forgetInputs, rememberedInputs } from '../remembered-inputs.ts';
import { rotateKey } from '../rotate-key.ts';
import { sendDueErasures } from '../send-due-erasures.ts';
import { uninstallApp } from '../uninstall-app.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { fullManifest, openWorld, refusalOf } from './open-world.ts';

const token = { name: 'crm_token', title: 'CRM token', type: 'string', secret: true };
const list = { name: 'list', title: 'List', type: 'string', secret: false };
const batch = { name: 'batch', title: 'Batch size', type: 'number', secret: false };
const of = { workspaceId: 'ws_one', appId: 'app_two' };

const dataErasure = {
  method: 'POST' as const,
  url: 'https://hooks.example.com/{{workspace_id}}/erase',
  body: { json: { app: '{{app_id}}', version: '{{app_version}}' } },
};

/** What the end of an installation guarantees beyond its own state: receipts, data erasure, what is remembered. */
export function describeFarewell(name: string, open: OpenInstallationStore): void {
  async function openActive({ delayMs = 0 } = {}) {
    const world = await openWorld(open);
    const requests = { ...fullManifest.requests, dataErasure };
    const manifest = { ...fullManifest, requests };
    const app = world.publish('app_two', '1.0.0', manifest);
    const installAgain = async () => (await world.install({ app })).installation.id;
    const installationId = await installAgain();
    await world.settle('delivered');
    const act: typeof world.act = (work) => world.act((ports) => work({ ...ports, dataErasureDelayMs: delayMs }));
    return {
      ...world,
      act,
      manifest,
      installAgain,
      installationId,
      uninstall: (remembersInputs = false, id = installationId) =>
        act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId: id, remembersInputs })),
      farewell: (id = installationId) => act((ports) => readFarewell(ports, { ...of, installationId: id })),
      send: () => act((ports) => sendDueErasures(ports)),
    };
  }

  describe(`what the app's server answered: ${name}`, () => {
    const response = [
      { name: 'account', path: '$.id', secret: false },
      { name: 'code', path: '$.code', secret: true },
    ];
    const unsubscribe = {
      method: 'DELETE' as const,
      url: 'https://hooks.example.com/accounts/{{response.account}}',
      headers: { 'X-Code': '{{response.code}}' },
    };

    async function openTaking(taken: Record<string, string | number | boolean>) {
      const world = await openWorld(open);
      const subscribe = { ...fullManifest.requests.subscribe, response };
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests: { subscribe, unsubscribe } });
      const { installation } = await world.install({ app });
      await world.settle('delivered', { taken });
      const ref = { workspaceId: 'ws_one', installationId: installation.id };
      return {
        ...world,
        ref,
        uninstall: () => world.act((ports) => uninstallApp(ports, ref)),
        receipts: async () => (await world.act((ports) => readFarewell(ports, { ...of, ...ref }))).receipts,
      };
    }

    test('is kept sealed, goes into the unsubscribe request, and is erased with a receipt', async () => {
      await using world = await openTaking({ account: 'acc/7', code: 'TAKEN-CODE' });
      expect(world.enqueued.at(-1)).toMatchObject({ take: response });
      expect(JSON.stringify(await world.stored(world.ref.installationId))).not.toMatch(/acc\/7|TAKEN-CODE/);
      await world.uninstall();
      const sent = world.enqueued.at(-1);
      expect(sent).toMatchObject({
        request: { url: 'https://hooks.example.com/accounts/acc%2F7', headers: { 'X-Code': 'TAKEN-CODE' } },
        display: { url: 'https://hooks.example.com/accounts/acc%2F7', headers: { 'X-Code': '••••' } },
        secrets: expect.arrayContaining(['TAKEN-CODE']),
      });
      await world.settle('delivered');
      expect(await world.stored(world.ref.installationId)).toMatchObject({ responseValues: [] });
      const erased = [token, list, batch, { name: 'response.account' }, { name: 'response.code' }];
      expect(await world.receipts()).toMatchObject([{ erased }]);
      expect(JSON.stringify(await world.receipts())).not.toMatch(/acc\/7|TAKEN-CODE/);
    });

    test('replaces what was kept of the same name, and leaves the rest', async () => {
      await using world = await openTaking({ account: 'old', code: 'kept' });
      await world.act((ports) => rotateKey(ports, world.ref));
      await world.settle('delivered', { taken: { account: 'new' } });
      await world.uninstall();
      expect(world.enqueued.at(-1)?.request).toMatchObject({
        url: 'https://hooks.example.com/accounts/new',
        headers: { 'X-Code': 'kept' },
      });
    });

    test.for([{}, { account: '' }, { account: '..' }, { account: 'a', code: 'b\r\nX-Evil: 1' }])(
      'never stands in the way of an uninstall: with %j nothing is sent',
      async (taken) => {
        await using world = await openTaking(taken);
        const before = world.enqueued.length;
        expect(await world.uninstall()).toMatchObject({ status: 'uninstalled' });
        expect(world.enqueued).toHaveLength(before);
        expect(await world.receipts()).toMatchObject([{ reason: 'nothing_sent' }]);
      },
    );
  });

  describe(`farewell: ${name}`, () => {
    test.for(['delivered', 'refused', 'gone', 'gave_up'] as const)(
      'writes one receipt, without a value, when the unsubscribe request is %s',
      async (status) => {
        await using world = await openActive();
        await world.uninstall();
        expect((await world.farewell()).receipts).toEqual([]);
        const erasedAt = world.advance(5000);
        await world.settle(status);
        await world.settle(status);
        const { receipts } = await world.farewell();
        expect(receipts).toMatchObject([
          { version: '1.0.0', erasedAt, reason: status, erased: [token, list, batch], remembered: [] },
        ]);
        expect(JSON.stringify(receipts)).not.toMatch(/SECRET|leads/);
      },
    );

    test('says that nothing was sent when there was nobody to tell', async () => {
      await using world = await openActive();
      const app = world.publish('app_three', '1.0.0', { ...fullManifest, requests: {} });
      const { id } = (await world.install({ app, authInputs: { crm_token: 'x', list: 'y' } })).installation;
      await world.uninstall(false, id);
      const { receipts, dataErasure: asked } = await world.farewell(id);
      expect(receipts).toMatchObject([{ reason: 'nothing_sent', erased: [token, list] }]);
      expect(asked).toBeNull();
    });

    test('asks the server to erase what it holds once the time has come, with nothing that has ended or was erased', async () => {
      await using world = await openActive();
      await world.uninstall();
      await world.settle('delivered');
      expect((await world.farewell()).dataErasure).toMatchObject({
        status: 'scheduled',
        attempts: 0,
        deliveryId: null,
      });
      expect([await world.send(), await world.send()]).toEqual([1, 0]);
      const sent = world.enqueued.at(-1)!;
      expect(sent).toMatchObject({ topic: 'dataErasure', subject: world.installationId, secrets: [] });
      expect(sent.request.url).toBe('https://hooks.example.com/ws_one/erase');
      expect(JSON.parse(sent.request.body!)).toEqual({ app: 'app_two', version: '1.0.0' });
      const nextAttemptAt = new Date('2026-12-24T12:00:00.000Z');
      await world.settle('pending', { statusCode: 503, error: 'It answered 503.', nextAttemptAt });
      expect((await world.farewell()).dataErasure).toMatchObject({
        status: 'pending',
        attempts: 1,
        nextAttemptAt,
        lastStatusCode: 503,
        settledAt: null,
      });
      const settledAt = world.advance(1000);
      await world.settle('delivered', { statusCode: 200, attempt: 2 });
      const told = await world.farewell();
      expect(told.dataErasure).toMatchObject({ status: 'delivered', attempts: 2, settledAt });
      expect(told.installation.delivery).toMatchObject({ topic: 'unsubscribe', status: 'delivered' });
    });

    test('asks for nothing before its time, nor from a server that never knew', async () => {
      await using world = await openActive({ delayMs: 30 * 24 * 3_600_000 });
      await world.uninstall();
      expect(await world.send()).toBe(0);
      const { dueAt, scheduledAt } = (await world.farewell()).dataErasure!;
      expect(dueAt.getTime() - scheduledAt.getTime()).toBe(30 * 24 * 3_600_000);
      const elsewhere = { app: world.publish('app_two', '1.0.1', world.manifest), workspaceId: 'ws_two' };
      const unknown = { workspaceId: 'ws_two', installationId: (await world.install(elsewhere)).installation.id };
      await world.settle('refused');
      await world.act((ports) => cancelInstallation(ports, unknown));
      expect((await world.act((ports) => readFarewell(ports, unknown))).dataErasure).toBeNull();
    });

    test('says farewell after all when the app was to be installed again and that came to nothing', async () => {
      await using world = await openActive();
      await world.uninstall();
      const again = await world.installAgain();
      await world.settle('refused');
      await world.act((ports) => cancelInstallation(ports, { workspaceId: 'ws_one', installationId: again }));
      expect(world.enqueued.at(-1)).toMatchObject({ topic: 'unsubscribe', subject: again, status: 'pending' });
      await world.settle('delivered');
      expect((await world.farewell(again)).dataErasure).toMatchObject({ status: 'scheduled' });
      expect(await world.send()).toBe(1);
      const third = await world.installAgain();
      await world.settle('refused');
      await world.act((ports) => cancelInstallation(ports, { workspaceId: 'ws_one', installationId: third }));
      expect((await world.farewell(third)).dataErasure).toMatchObject({ status: 'scheduled' });
    });

    test('takes back what is under way when the app is installed again: farewell, data erasure and memory', async () => {
      await using world = await openActive();
      await world.uninstall(true);
      const goodbye = world.enqueued.at(-1)!;
      const again = await world.installAgain();
      expect(goodbye).toMatchObject({ topic: 'unsubscribe', status: 'cancelled' });
      const { receipts, dataErasure: asked, installation } = await world.farewell();
      expect(asked).toMatchObject({ status: 'cancelled' });
      expect(asked!.settledAt).not.toBeNull();
      expect(installation.delivery).toMatchObject({ topic: 'unsubscribe', status: 'cancelled' });
      const reasons = receipts.map(({ reason, erased }) => [reason, erased.map((input) => input.name)]);
      expect(reasons).toContainEqual(['cancelled', ['crm_token']]);
      expect(reasons).toContainEqual(['installed_again', ['list', 'batch']]);
      expect(await world.send()).toBe(0);
      await world.settle('delivered');
      await world.uninstall(false, again);
      await world.settle('delivered');
      expect(await world.send()).toBe(1);
      const former = world.enqueued.at(-1)!;
      await world.installAgain();
      expect(former).toMatchObject({ topic: 'dataErasure', status: 'cancelled' });
      expect((await world.farewell(again)).dataErasure).toMatchObject({ status: 'cancelled' });
    });

    test('remembers what is no secret, and only when asked to', async () => {
      await using world = await openActive();
      await world.uninstall(true);
      await world.settle('delivered');
      const kept = await world.act((ports) => rememberedInputs(ports, of));
      expect(kept).toMatchObject({
        installationId: world.installationId,
        inputs: [
          { ...list, value: 'leads' },
          { ...batch, value: 20 },
        ],
      });
      expect((await world.farewell()).receipts).toMatchObject([
        { reason: 'delivered', erased: [token], remembered: [list, batch] },
      ]);
      expect(JSON.stringify(await world.stored(world.installationId))).not.toContain('leads');
      expect(await world.act((ports) => rememberedInputs(ports, { ...of, workspaceId: 'ws_two' }))).toBeUndefined();
      expect(await world.act((ports) => forgetInputs(ports, of))).toBe(true);
      expect(await world.act((ports) => forgetInputs(ports, of))).toBe(false);
      const { receipts } = await world.farewell();
      expect(receipts.find(({ reason }) => reason === 'forgotten')).toMatchObject({ erased: [list, batch] });
      const again = await world.installAgain();
      await world.settle('delivered');
      await world.uninstall(false, again);
      expect(await world.act((ports) => rememberedInputs(ports, of))).toBeUndefined();
    });

    test('forgets by itself when the time is over', async () => {
      await using world = await openActive();
      // The world's clock is behind the database's.
      await world.uninstall(true);
      expect(await world.act((ports) => forgetExpiredInputs({ ...ports, dataErasureDelayMs: 10 ** 11 }))).toBe(0);
      expect(await world.act((ports) => forgetExpiredInputs(ports))).toBe(1);
      expect((await world.farewell()).receipts).toMatchObject([{ reason: 'expired', erased: [list, batch] }]);
    });

    test('is nobody else’s business', async () => {
      await using world = await openActive();
      const theirs = world.act((ports) =>
        readFarewell(ports, { workspaceId: 'ws_two', installationId: world.installationId }),
      );
      expect(await refusalOf(theirs)).toMatchObject({ code: 'not_found' });
    });
  });
}
