import { describe, expect, test } from 'vitest';
import { endKey } from '../end-key.ts';
import { retryInstallation } from '../retry-installation.ts';
import { settleInstallations } from '../settle-installations.ts';
import { uninstallApp } from '../uninstall-app.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { openWorld, refusalOf } from './open-world.ts';

/** What the ends of the subscribe request, and trying it again, guarantee. */
export function describeSettling(name: string, open: OpenInstallationStore): void {
  describe(`settling and retrying: ${name}`, () => {
    test('activates once the subscribe request is delivered', async () => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      const now = world.advance(3000);
      await world.settle('delivered', { statusCode: 204 });
      expect(await world.stored(id)).toMatchObject({
        status: 'active',
        activatedAt: now,
        message: null,
        delivery: { status: 'delivered', attempts: 1, lastStatusCode: 204, nextAttemptAt: null },
      });
      expect(world.minted[0]?.endedBecause).toBeNull();
    });

    test('fails with the message of the app when refused, and ends the key', async () => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      await world.settle('refused', { statusCode: 422, message: 'Unknown CRM token.' });
      expect(await world.stored(id)).toMatchObject({ status: 'failed', message: 'Unknown CRM token.', key: null });
      expect(world.minted[0]?.endedBecause).toBe('refused');
    });

    test.for(['gave_up', 'gone'] as const)('fails when the delivery is %s, and ends the key', async (status) => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      await world.settle(status, { error: 'The server answered 503.', attempt: 10 });
      expect(await world.stored(id)).toMatchObject({
        status: 'failed',
        message: null,
        key: null,
        delivery: { status, attempts: 10, lastError: 'The server answered 503.' },
      });
      expect(world.minted[0]?.endedBecause).toBe(status);
    });

    test('keeps when it first failed and when it was first active, whatever comes later', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const retry = () => world.act((ports) => retryInstallation(ports, { workspaceId: 'ws_one', installationId }));
      const firstFailedAt = world.advance(1000);
      await world.settle('refused');
      world.advance(1000);
      await retry();
      await world.settle('refused');
      await retry();
      expect(await world.stored(installationId)).toMatchObject({ firstFailedAt, firstActiveAt: null });
      const firstActiveAt = world.advance(1000);
      await world.settle('delivered');
      await world.act((ports) => endKey(ports, { workspaceId: 'ws_one', installationId }, 'asked'));
      world.advance(1000);
      await retry();
      const activatedAt = world.advance(1000);
      await world.settle('delivered');
      expect(await world.stored(installationId)).toMatchObject({ firstFailedAt, firstActiveAt, activatedAt });
    });

    test('keeps when the server last answered, whatever it said, and not when it did not answer', async () => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      const again = { nextAttemptAt: new Date('2026-11-23T12:05:00.250Z') };
      await world.settle('pending', { ...again, error: 'There was no answer.' });
      expect(await world.stored(id)).toMatchObject({ lastAnswerAt: null });
      const refusedAt = world.advance(5000);
      await world.settle('pending', { ...again, statusCode: 503, attempt: 2 });
      expect(await world.stored(id)).toMatchObject({ lastAnswerAt: refusedAt });
      world.advance(5000);
      await world.settle('gave_up', { attempt: 3, error: 'There was no answer.' });
      expect(await world.stored(id)).toMatchObject({ lastAnswerAt: refusedAt });
    });

    test('does not count as failed what has been active', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.settle('delivered');
      await world.act((ports) => endKey(ports, { workspaceId: 'ws_one', installationId }, 'asked'));
      await world.act((ports) => retryInstallation(ports, { workspaceId: 'ws_one', installationId }));
      await world.settle('refused');
      expect(await world.stored(installationId)).toMatchObject({ status: 'failed', firstFailedAt: null });
    });

    test('only records an attempt that will be repeated', async () => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      const nextAttemptAt = new Date('2026-11-23T12:05:00.250Z');
      await world.settle('pending', { attempt: 2, nextAttemptAt, statusCode: 500 });
      const delivery = { status: 'pending', attempts: 2, nextAttemptAt, lastStatusCode: 500 };
      expect(await world.stored(id)).toMatchObject({ status: 'pending', delivery });
      expect(world.minted[0]?.endedBecause).toBeNull();
    });

    test('retries a failed installation with a new key and corrected inputs, keeping the secrets not entered again', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.settle('refused', { message: 'No such list.' });
      const command = { workspaceId: 'ws_one', installationId, authInputs: { list: 'customers', crm_token: '' } };
      const { installation } = await world.act((ports) => retryInstallation(ports, command));
      const [, second] = world.minted;
      expect(installation).toMatchObject({ status: 'pending', message: null, key: { id: second?.id } });
      const [, delivery] = world.enqueued;
      expect(delivery?.request.headers).toMatchObject({ 'X-List': 'customers' });
      expect(JSON.parse(delivery?.request.body ?? '')).toEqual({
        key: second?.plain,
        token: 'crm-SECRET-1',
        batch: 20,
      });
      await world.settle('delivered');
      expect(await world.stored(installationId)).toMatchObject({ status: 'active' });
    });

    test('replaces a secret that is entered again', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const command = { workspaceId: 'ws_one', installationId, authInputs: { crm_token: 'crm-SECRET-2' } };
      await world.act((ports) => retryInstallation(ports, command));
      expect(world.enqueued[1]?.request.body).toContain('crm-SECRET-2');
      expect(JSON.stringify(await world.stored(installationId))).not.toContain('SECRET');
    });

    test('retries a pending installation: former key revoked, former delivery cancelled', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.act((ports) => retryInstallation(ports, { workspaceId: 'ws_one', installationId }));
      expect(world.minted).toMatchObject([{ endedBecause: 'retry' }, { endedBecause: null }]);
      expect(world.enqueued).toMatchObject([{ status: 'cancelled' }, { status: 'pending' }]);
    });

    test('ignores the result of a delivery that a retry has replaced', async () => {
      await using world = await openWorld(open);
      const { installation } = await world.install();
      const { id: installationId } = installation;
      await world.act((ports) => retryInstallation(ports, { workspaceId: 'ws_one', installationId }));
      const late = { statusCode: 422, message: 'late', nextAttemptAt: null, attempt: 1, status: 'refused' as const };
      const first = { id: world.enqueued[0]?.id ?? '', topic: 'subscribe' as const, subject: installationId, ...late };
      const unknown = { ...first, subject: 'ins_none' };
      await world.act((ports) => settleInstallations(ports, [first, unknown]));
      expect(await world.stored(installationId)).toMatchObject({ status: 'pending', message: null });
      expect(world.minted[1]?.endedBecause).toBeNull();
    });

    test('writes nothing when a correction is not valid', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.settle('refused');
      const command = { workspaceId: 'ws_one', installationId, authInputs: { batch: 'many' } };
      const refusal = await refusalOf(world.act((ports) => retryInstallation(ports, command)));
      expect(refusal).toMatchObject({ code: 'auth_input_invalid', errors: [{ path: 'authInputs.batch' }] });
      expect(world.minted).toHaveLength(1);
      expect(await world.stored(installationId)).toMatchObject({ status: 'failed' });
    });

    test('does not retry an active or an uninstalled installation, and tells its state', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const ref = { workspaceId: 'ws_one', installationId };
      const retry = () => refusalOf(world.act((ports) => retryInstallation(ports, ref)));
      await world.settle('delivered');
      expect(await retry()).toMatchObject({ code: 'wrong_state', extra: { installationStatus: 'active' } });
      await world.act((ports) => uninstallApp(ports, ref));
      expect(await retry()).toMatchObject({ code: 'wrong_state', extra: { installationStatus: 'uninstalled' } });
    });

    test('does not bring a failed installation to life when its old request is delivered after all', async () => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      await world.settle('gave_up');
      await world.settle('delivered', { attempt: 11 });
      expect(await world.stored(id)).toMatchObject({ status: 'failed', delivery: { status: 'delivered' } });
    });
  });
}
