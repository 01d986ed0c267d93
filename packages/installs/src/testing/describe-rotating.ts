import { describe, expect, test } from 'vitest';
import { endKey } from '../end-key.ts';
import { replaceLeakedKey } from '../replace-leaked-key.ts';
import { retryInstallation } from '../retry-installation.ts';
import { rotateKey } from '../rotate-key.ts';
import { settleInstallations } from '../settle-installations.ts';
import { uninstallApp } from '../uninstall-app.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { fullManifest, openWorld, refusalOf } from './open-world.ts';

/** What replacing an installation's key guarantees. */
export function describeRotating(name: string, open: OpenInstallationStore): void {
  async function openActive() {
    const world = await openWorld(open);
    const { id: installationId } = (await world.install()).installation;
    await world.settle('delivered');
    const ref = { workspaceId: 'ws_one', installationId };
    const rotate = (overlapMs?: number) => world.act((ports) => rotateKey(ports, { ...ref, overlapMs }));
    return { ...world, ref, installationId, rotate };
  }

  describe(`rotating: ${name}`, () => {
    test('hands a key with the same scopes over by the subscribe request; the installation stays active', async () => {
      await using world = await openActive();
      const { installation, plainKey } = await world.rotate();
      const [former, next] = world.minted;
      expect(plainKey).toBeNull();
      expect(next).toMatchObject({ scopes: former!.scopes, endedBecause: null });
      expect(former).toMatchObject({ endedBecause: null, replacedBy: next!.id });
      expect(installation).toMatchObject({ status: 'active', key: { id: next!.id }, delivery: { status: 'pending' } });
      expect(JSON.stringify(world.enqueued.at(-1)!.request)).toContain(next!.plain);
      await world.settle('delivered');
      expect(await world.stored(world.installationId)).toMatchObject({
        status: 'active',
        key: { id: next!.id },
        delivery: { status: 'delivered' },
      });
    });

    test.each(['refused', 'gone', 'gave_up'] as const)(
      'a new key that is %s ends, and the former one goes on',
      async (end) => {
        await using world = await openActive();
        await world.rotate();
        await world.settle(end, { message: 'not now' });
        const [former, next] = world.minted;
        expect(former).toMatchObject({ endedBecause: null, replacedBy: null });
        expect(next).toMatchObject({ endedBecause: end });
        expect(await world.stored(world.installationId)).toMatchObject({
          status: 'active',
          key: { id: former!.id },
          message: 'not now',
        });
      },
    );

    test('a new key that is refused after the former one ended leaves none alive: failed, and a retry mends it', async () => {
      await using world = await openActive();
      await world.rotate(0);
      await world.settle('refused', { message: 'not now' });
      expect(world.minted.map(({ endedBecause }) => endedBecause)).toEqual(['rotated', 'refused']);
      expect(await world.stored(world.installationId)).toMatchObject({
        status: 'failed',
        key: null,
        message: 'not now',
      });
      await world.act((ports) => retryInstallation(ports, world.ref));
      await world.settle('delivered');
      expect(await world.stored(world.installationId)).toMatchObject({ status: 'active' });
      expect(world.minted.filter(({ endedBecause }) => endedBecause === null)).toHaveLength(1);
    });

    test('again before the first was answered: no two are on their way, and the first, which may have arrived, works on for the overlap', async () => {
      await using world = await openActive();
      await world.rotate();
      await world.rotate();
      const [former, unanswered, next] = world.minted;
      expect(former).toMatchObject({ endedBecause: null, replacedBy: unanswered!.id });
      expect(unanswered).toMatchObject({ endedBecause: null, replacedBy: next!.id });
      expect(world.enqueued.map(({ status }) => status)).toEqual(['delivered', 'cancelled', 'pending']);
    });

    test('again, and refused then: the key goes on that the server accepted, not one that it may not have', async () => {
      await using world = await openActive();
      await world.rotate();
      await world.rotate();
      await world.settle('refused', { message: 'no' });
      const [former, unanswered, next] = world.minted;
      expect(former).toMatchObject({ endedBecause: null, replacedBy: null });
      expect(unanswered).toMatchObject({ endedBecause: null, replacedBy: next!.id });
      expect(await world.stored(world.installationId)).toMatchObject({ status: 'active', key: { id: former!.id } });
    });

    test('again after the accepted key was ended at once, and refused then: failed, since the server accepted none that lives', async () => {
      await using world = await openActive();
      await world.rotate(0);
      await world.rotate();
      await world.settle('refused', { message: 'no' });
      expect(world.minted.map(({ endedBecause }) => endedBecause)).toEqual(['rotated', 'refused', 'refused']);
      expect(await world.stored(world.installationId)).toMatchObject({ status: 'failed', key: null, message: 'no' });
    });

    test('after one that arrived, and refused then: the one that arrived goes on', async () => {
      await using world = await openActive();
      await world.rotate();
      await world.settle('delivered');
      await world.rotate();
      await world.settle('refused');
      expect(await world.stored(world.installationId)).toMatchObject({ key: { id: world.minted[1]!.id } });
    });

    test('without a subscribe request shows the new key to the owner, once', async () => {
      await using world = await openWorld(open);
      const { subscribe: _none, ...requests } = fullManifest.requests;
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests });
      const { id: installationId } = (await world.install({ app })).installation;
      const ref = { workspaceId: 'ws_one', installationId };
      const { plainKey, installation } = await world.act((ports) => rotateKey(ports, ref));
      expect(plainKey).toBe(world.minted[1]!.plain);
      expect(JSON.stringify(installation)).not.toContain(plainKey);
    });

    test('is not for an installation that waits, failed or ended, nor for another workspace', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const ref = { workspaceId: 'ws_one', installationId };
      const attempt = (given = ref) => refusalOf(world.act((ports) => rotateKey(ports, given)));
      expect(await attempt()).toMatchObject({ code: 'wrong_state', message: expect.stringContaining('get a new key') });
      await world.settle('refused');
      expect(await attempt()).toMatchObject({ code: 'wrong_state' });
      expect(await attempt({ ...ref, workspaceId: 'ws_two' })).toMatchObject({ code: 'not_found' });
      await world.act((ports) => uninstallApp(ports, ref));
      expect(await attempt()).toMatchObject({ code: 'wrong_state' });
      expect(world.minted).toHaveLength(1);
    });

    test('an uninstall during a rotation ends both keys and the delivery', async () => {
      await using world = await openActive();
      await world.rotate();
      await world.act((ports) => uninstallApp(ports, world.ref));
      expect(world.minted.map(({ endedBecause }) => endedBecause)).toEqual(['uninstall', 'uninstall']);
      expect(world.enqueued.map(({ status, topic }) => [topic, status])).toEqual([
        ['subscribe', 'delivered'],
        ['subscribe', 'cancelled'],
        ['unsubscribe', 'pending'],
      ]);
    });
  });

  describe(`ending the key: ${name}`, () => {
    test('leaves the installation failed, without a key, until a retry', async () => {
      await using world = await openActive();
      const ended = await world.act((ports) => endKey(ports, world.ref, 'ended by owner'));
      expect(ended).toMatchObject({ status: 'failed', key: null });
      expect(world.minted).toMatchObject([{ endedBecause: 'ended by owner' }]);
      expect(world.enqueued).toHaveLength(1);
      await world.act((ports) => retryInstallation(ports, world.ref));
      expect(world.minted).toHaveLength(2);
    });
  });

  describe(`a leaked key: ${name}`, () => {
    const leak = async (world: Awaited<ReturnType<typeof openWorld>>, installationId: string, place = -1) => {
      const leaked = { workspaceId: 'ws_one', installationId, keyId: world.minted.at(place)!.id };
      const hasEnded = await world.act((ports) => replaceLeakedKey(ports, leaked));
      return { hasEnded, installation: await world.stored(installationId) };
    };

    test('is made up for by a new one that the subscribe request hands over', async () => {
      await using world = await openActive();
      expect(await leak(world, world.installationId)).toMatchObject({
        hasEnded: true,
        installation: { status: 'active', delivery: { status: 'pending' } },
      });
      expect(world.minted).toMatchObject([{ endedBecause: 'leaked' }, { endedBecause: null }]);
      expect(JSON.stringify(world.enqueued.at(-1)!.request)).toContain(world.minted[1]!.plain);
    });

    test('reported again, or replaced before, ends and nothing else changes', async () => {
      await using world = await openActive();
      await world.rotate();
      await world.settle('delivered');
      const before = await world.stored(world.installationId);
      expect(await leak(world, world.installationId, 0)).toEqual({ hasEnded: true, installation: before });
      expect(await leak(world, world.installationId, 0)).toEqual({ hasEnded: false, installation: before });
      expect(world.minted).toMatchObject([{ endedBecause: 'leaked' }, { endedBecause: null }]);
    });

    test('of an app without a subscribe request waits for the owner', async () => {
      await using world = await openWorld(open);
      const { subscribe: _none, ...requests } = fullManifest.requests;
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests });
      const { id } = (await world.install({ app })).installation;
      expect((await leak(world, id)).installation).toMatchObject({ status: 'failed', key: null });
      expect(world.minted).toMatchObject([{ endedBecause: 'leaked' }]);
    });

    test('that waits for its first delivery is replaced by another first delivery', async () => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      expect((await leak(world, id)).installation).toMatchObject({ status: 'pending' });
      expect(world.enqueued.map(({ status }) => status)).toEqual(['cancelled', 'pending']);
      expect(world.minted).toMatchObject([{ endedBecause: 'leaked' }, { endedBecause: null }]);
    });

    test('on its way by a rotation, whose successor is refused: the key before, which never leaked, goes on', async () => {
      await using world = await openActive();
      await world.rotate();
      expect((await leak(world, world.installationId)).installation).toMatchObject({ status: 'active' });
      await world.settle('refused', { message: 'no' });
      expect(world.minted).toMatchObject([
        { endedBecause: null, replacedBy: null },
        { endedBecause: 'leaked' },
        { endedBecause: 'refused' },
      ]);
      expect(await world.stored(world.installationId)).toMatchObject({
        status: 'active',
        key: { id: world.minted[0]!.id },
      });
    });

    test('whose refused delivery is settled at that moment ends, and the key before goes on alone', async () => {
      await using world = await openActive();
      await world.rotate();
      const leaked = { ...world.ref, keyId: world.minted[1]!.id };
      const { delivery } = (await world.stored(world.installationId))!;
      const facts = { statusCode: 409, message: null, nextAttemptAt: null, attempt: 1 };
      await world.act(async (ports) => {
        const findForMove = async (id: string) => {
          const found = await ports.store.findForMove(id);
          await settleInstallations(ports, [
            { id: delivery!.id, topic: 'subscribe', subject: id, status: 'refused', ...facts },
          ]);
          world.enqueued.at(-1)!.status = 'refused';
          return found;
        };
        await replaceLeakedKey({ ...ports, store: { ...ports.store, findForMove } }, leaked);
      });
      expect(world.minted).toMatchObject([{ endedBecause: null, replacedBy: null }, { endedBecause: 'refused' }]);
      expect(await world.stored(world.installationId)).toMatchObject({ key: { id: world.minted[0]!.id } });
    });

    test('of an ended installation needs no other', async () => {
      await using world = await openActive();
      await world.act((ports) => uninstallApp(ports, world.ref));
      expect((await leak(world, world.installationId)).hasEnded).toBe(false);
      expect(world.minted).toHaveLength(1);
    });
  });
}
