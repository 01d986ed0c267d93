import { describe, expect, test } from 'vitest';
import { manifestSchema, type ManifestInput } from '@minimart/app-manifest';
import { acceptUpdate, type AcceptUpdateCommand } from '../accept-update.ts';
import { openInputs } from '../auth-input-values.ts';
import { bucketOf } from '../bucket-of.ts';
import { changeAuthInputs } from '../change-auth-inputs.ts';
import { checkForUpdate } from '../check-for-update.ts';
import { declineUpdate } from '../decline-update.ts';
import { endKey } from '../end-key.ts';
import { foreseeRelease } from '../foresee-release.ts';
import { listConsents } from '../read-installations.ts';
import type { InstallPorts } from '../ports.ts';
import { retryInstallation } from '../retry-installation.ts';
import { switchScopes } from '../switch-scopes.ts';
import { uninstallApp } from '../uninstall-app.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { fullManifest, openWorld, refusalOf } from './open-world.ts';

const place = { address: '203.0.113.7', userAgent: 'Browser/1.0', language: 'en' };
const tags = fullManifest.scopes[0]!;
const greeting = fullManifest.scopes[1]!;
const manage = { id: 'flow-tags:manage', reason: 'To add what only the CRM has.' };

/** What releases, and what owners say to them, guarantee. */
export function describeReleases(name: string, open: OpenInstallationStore): void {
  async function openActive(scopes = ['flow-tags:view', 'sub-flows:send']) {
    const world = await openWorld(open);
    const { id: installationId } = (await world.install({ scopes, place })).installation;
    await world.settle('delivered');
    const ref = { workspaceId: 'ws_one', installationId };
    const who = { ...ref, userId: 'usr_owner', place };
    return {
      ...world,
      ref,
      installationId,
      publish: (version: string, changes: Partial<ManifestInput>) =>
        world.publish('app_one', version, { ...fullManifest, ...changes }),
      check: () => world.act((ports) => checkForUpdate(ports, installationId)),
      now: async () => (await world.stored(installationId))!,
      // Consents are listed by their time.
      accept: (given: Pick<AcceptUpdateCommand, 'version' | 'scopes' | 'authInputs'>) => {
        world.advance(1000);
        return world.act((ports) => acceptUpdate(ports, { ...who, ...given }));
      },
      decline: (version: string) => {
        world.advance(1000);
        return world.act((ports) => declineUpdate(ports, { ...who, version }));
      },
      switchTo: (wanted: string[]) => {
        world.advance(1000);
        return world.act((ports) => switchScopes(ports, { ...who, scopes: wanted }));
      },
      consents: async () => (await world.act((ports) => listConsents(ports, { ...ref, limit: 50 }))).items.toReversed(),
      liveScopes: () =>
        world.minted.filter(({ endedBecause }) => endedBecause === null).map(({ scopes: held }) => held),
    };
  }

  describe(`releases: ${name}`, () => {
    test('foresees of a draft who takes it over and who is asked, as its release then does it', async () => {
      await using world = await openActive();
      const foresee = (changes: Partial<ManifestInput>) => {
        const manifest = manifestSchema.parse({ ...fullManifest, ...changes });
        return world.act((ports) => foreseeRelease(ports, { appId: 'app_one', version: '1.1.0', manifest }));
      };
      const one = { total: 1, isEstimate: false };
      expect(await foresee({ name: 'Another' })).toEqual({ ...one, byThemselves: 1, asked: 0 });
      const more = { scopes: [...fullManifest.scopes, manage] };
      expect(await foresee(more)).toEqual({ ...one, byThemselves: 0, asked: 1 });
      expect((await world.now()).update).toBeNull();
      world.publish('1.1.0', more);
      await world.check();
      expect((await world.now()).update).toMatchObject({ version: '1.1.0', status: 'waiting' });
    });

    test('a version that asks for the same is taken over: key, delivery and consents stay as they are', async () => {
      await using world = await openActive();
      const before = await world.now();
      world.publish('1.0.1', { summary: 'Better.' });
      expect(await world.check()).toBe(true);
      expect(await world.now()).toMatchObject({
        version: '1.0.1',
        formerVersion: '1.0.0',
        key: before.key,
        delivery: before.delivery,
        update: null,
      });
      expect(world.enqueued).toHaveLength(1);
      expect(await world.consents()).toHaveLength(1);
      expect(await world.check()).toBe(false);
    });

    test('a dropped scope leaves the grant and the key at once, a dropped input is erased', async () => {
      await using world = await openActive();
      const { requests } = fullManifest;
      const subscribe = { ...requests.subscribe, body: { json: { key: '{{api_key}}' } } };
      const unsubscribe = { ...requests.unsubscribe, body: { json: {} } };
      const authInputs = fullManifest.authInputs.filter((each) => each.name === 'list');
      world.publish('1.1.0', { scopes: [tags], authInputs, requests: { subscribe, unsubscribe } });
      await world.check();
      expect((await world.now()).scopes).toEqual(['flow-tags:view']);
      expect(world.liveScopes()).toEqual([['flow-tags:view']]);
      expect((await world.now()).authInputs.map((each) => each.name)).toEqual(['list']);
    });

    test('a new optional scope is taken over as left off', async () => {
      await using world = await openActive();
      world.publish('1.1.0', { scopes: [tags, greeting, { ...manage, optional: true }] });
      await world.check();
      expect(await world.now()).toMatchObject({ version: '1.1.0', scopes: ['flow-tags:view', 'sub-flows:send'] });
    });

    test.for([
      ['a further scope', { scopes: [tags, greeting, manage] }],
      ['an input that is required', { authInputs: [...fullManifest.authInputs, input('region', { required: true })] }],
      [
        'an input that is no secret any more',
        { authInputs: fullManifest.authInputs.map((one) => ({ ...one, secret: false })) },
      ],
    ] as [string, Partial<ManifestInput>][])(
      '%s waits for consent, and the version before runs on',
      async ([, changes]) => {
        await using world = await openActive();
        const before = await world.now();
        world.publish('1.1.0', changes);
        await world.check();
        const { update, ...rest } = await world.now();
        expect(update).toMatchObject({ version: '1.1.0', status: 'waiting' });
        expect({ ...rest, update: null }).toEqual(before);
      },
    );

    test('an input with a default needs nobody', async () => {
      await using world = await openActive();
      const region = input('region', { required: true, default: 'eu' });
      world.publish('1.1.0', { authInputs: [...fullManifest.authInputs, region] });
      await world.check();
      const { version, authInputs } = await world.now();
      expect(version).toBe('1.1.0');
      expect(openInputs({ sealer: world.sealer, installationId: world.installationId }, authInputs)).toMatchObject({
        crm_token: 'crm-SECRET-1',
        region: 'eu',
      });
    });

    test('an accepted update widens the same key, tells nobody, and is a consent with the texts shown', async () => {
      await using world = await openActive();
      const before = await world.now();
      world.publish('1.1.0', { scopes: [tags, greeting, manage] });
      await world.check();
      await world.accept({ version: '1.1.0' });
      const scopes = ['flow-tags:view', 'sub-flows:send', 'flow-tags:manage'];
      expect(await world.now()).toMatchObject({ version: '1.1.0', update: null, scopes, key: before.key });
      expect(world.liveScopes()).toEqual([scopes]);
      expect(world.enqueued).toHaveLength(1);
      expect((await world.consents()).at(-1)).toMatchObject({
        kind: 'update',
        userId: 'usr_owner',
        ...place,
        version: '1.1.0',
        fromVersion: '1.0.0',
        language: 'en',
        hosts: ['hooks.example.com'],
        cannot: [],
        scopes: [
          { granted: true },
          { granted: true },
          { label: 'Manage flow tags', reason: manage.reason, granted: true },
        ],
      });
    });

    test('what is entered at an update reaches the app with a further key, the former working on', async () => {
      await using world = await openActive();
      const { requests } = fullManifest;
      const body = { json: { ...requests.subscribe.body.json, region: '{{auth.region}}' } };
      world.publish('1.1.0', {
        authInputs: [...fullManifest.authInputs, input('region', { required: true })],
        requests: { ...requests, subscribe: { ...requests.subscribe, body } },
      });
      await world.check();
      const missing = await refusalOf(world.accept({ version: '1.1.0' }));
      expect(missing).toMatchObject({ code: 'auth_input_invalid', errors: [{ path: 'authInputs.region' }] });
      await world.accept({ version: '1.1.0', authInputs: { region: 'eu', crm_token: '' } });
      expect(world.enqueued).toHaveLength(2);
      expect(world.enqueued[1]).toMatchObject({ topic: 'subscribe', secrets: [expect.any(String), 'crm-SECRET-1'] });
      expect(await world.now()).toMatchObject({ status: 'active', delivery: { status: 'pending' } });
      expect(world.liveScopes()).toHaveLength(2);
      await world.settle('refused');
      expect(await world.now()).toMatchObject({ status: 'active', version: '1.1.0' });
      expect(world.liveScopes()).toEqual([['flow-tags:view', 'sub-flows:send']]);
    });

    test('what is entered and the app is not sent stays here, and the key is the same', async () => {
      await using world = await openActive();
      const before = await world.now();
      world.publish('1.1.0', { authInputs: [...fullManifest.authInputs, input('region', { required: true })] });
      await world.check();
      await world.accept({ version: '1.1.0', authInputs: { region: 'eu' } });
      expect(world.enqueued).toHaveLength(1);
      expect(await world.now()).toMatchObject({ version: '1.1.0', key: before.key });
    });

    test('an installation whose inputs are being changed takes a version over once that is settled', async () => {
      await using world = await openActive();
      await world.act((ports) => changeAuthInputs(ports, { ...world.ref, authInputs: { list: 'customers' } }));
      world.publish('1.0.1', { summary: 'Better.' });
      expect(await world.check()).toBe(false);
      await world.settle('refused');
      await world.check();
      const { version, authInputs } = await world.now();
      expect([version, authInputs.find((each) => each.name === 'list')?.value]).toEqual(['1.0.1', 'leads']);
    });

    test('a declined update stays declined until the next version, and can be accepted later', async () => {
      await using world = await openActive();
      world.publish('1.1.0', { scopes: [tags, greeting, manage] });
      await world.check();
      await world.decline('1.1.0');
      await world.decline('1.1.0');
      expect(await world.check()).toBe(false);
      expect(await world.now()).toMatchObject({ version: '1.0.0', update: { status: 'declined' } });
      expect((await world.consents()).map(({ kind }) => kind)).toEqual(['install', 'decline']);
      expect((await world.now()).consent.kind).toBe('install');
      world.publish('1.2.0', { summary: 'More.', scopes: [tags, greeting, manage] });
      await world.check();
      expect((await world.now()).update).toMatchObject({ version: '1.2.0', status: 'waiting' });
      await world.decline('1.2.0');
      await world.accept({ version: '1.2.0' });
      expect(await world.now()).toMatchObject({ version: '1.2.0', update: null });
    });

    test('of two versions the higher is offered while the lower, which needs nothing, is taken over', async () => {
      await using world = await openActive();
      world.publish('1.0.1', { summary: 'Better.' });
      world.publish('1.1.0', { scopes: [tags, greeting, manage] });
      await world.check();
      expect(await world.now()).toMatchObject({ version: '1.0.1', update: { version: '1.1.0' } });
    });

    test('agreeing to what has been replaced meanwhile is refused and names the present version', async () => {
      await using world = await openActive();
      world.publish('1.1.0', { scopes: [tags, greeting, manage] });
      await world.check();
      world.publish('1.2.0', { summary: 'More.', scopes: [tags, greeting, manage] });
      const extra = { currentVersion: '1.2.0' };
      expect(await refusalOf(world.accept({ version: '1.1.0' }))).toMatchObject({ code: 'consent_outdated', extra });
      expect(await refusalOf(world.decline('1.1.0'))).toMatchObject({ code: 'consent_outdated', extra });
      world.released('app_one').splice(0, 2);
      expect(await refusalOf(world.accept({ version: '1.2.0' }))).toMatchObject({ code: 'update_not_offered' });
      await world.check();
      expect((await world.now()).update).toBeNull();
    });

    test('a staged version is taken by those below its percentage, and by more when that is raised', async () => {
      await using world = await openActive();
      world.publish('1.0.1', { summary: 'Better.' });
      const release = world.released('app_one')[0]!;
      const bucket = bucketOf(world.installationId, '1.0.1');
      release.percentage = bucket;
      expect(await world.check()).toBe(false);
      release.percentage = bucket + 1;
      await world.check();
      expect((await world.now()).version).toBe('1.0.1');
    });

    test('goes back from a version that was rolled back', async () => {
      await using world = await openActive();
      world.publish('1.1.0', { scopes: [tags, greeting, manage] });
      await world.check();
      await world.accept({ version: '1.1.0' });
      world.released('app_one')[0]!.isRolledBack = true;
      await world.check();
      const scopes = ['flow-tags:view', 'sub-flows:send'];
      expect(await world.now()).toMatchObject({ version: '1.0.0', formerVersion: '1.1.0', scopes });
      expect(world.liveScopes()).toEqual([scopes]);
    });

    test('stays with a version that was rolled back when the one before needs more, and asks', async () => {
      await using world = await openActive();
      world.publish('1.1.0', { scopes: [greeting] });
      await world.check();
      expect((await world.now()).scopes).toEqual(['sub-flows:send']);
      world.released('app_one')[0]!.isRolledBack = true;
      await world.check();
      expect(await world.now()).toMatchObject({ version: '1.1.0', update: { version: '1.0.0', status: 'waiting' } });
      await world.accept({ version: '1.0.0' });
      expect(await world.now()).toMatchObject({ version: '1.0.0', update: null });
      expect(world.liveScopes()[0]?.toSorted()).toEqual(['flow-tags:view', 'sub-flows:send']);
    });

    test('a failed installation takes a version over, and its retry sends that one', async () => {
      await using world = await openActive();
      await world.act((ports) => endKey(ports, world.ref, 'ended'));
      world.publish('1.0.1', { summary: 'Better.' });
      await world.check();
      await world.act((ports) => retryInstallation(ports, world.ref));
      expect(world.enqueued.at(-1)?.request.url).toContain('v=1.0.1');
    });

    test('an update that a failed installation was asked about gives its next key the new scopes', async () => {
      await using world = await openActive();
      await world.act((ports) => endKey(ports, world.ref, 'ended'));
      world.publish('1.1.0', { scopes: [tags, greeting, manage] });
      await world.check();
      await world.accept({ version: '1.1.0' });
      expect(world.liveScopes()).toEqual([]);
      await world.act((ports) => retryInstallation(ports, world.ref));
      expect(world.liveScopes()).toEqual([['flow-tags:view', 'sub-flows:send', 'flow-tags:manage']]);
    });

    test('leaves a pending and an uninstalled installation alone', async () => {
      await using world = await openActive();
      world.publish('1.0.1', { summary: 'Better.' });
      await world.act((ports) => uninstallApp(ports, world.ref));
      expect(await world.check()).toBe(false);
      const { id } = (await world.install()).installation;
      expect(await world.act((ports) => checkForUpdate(ports, id))).toBe(false);
      expect(await refusalOf(world.accept({ version: '1.0.1' }))).toMatchObject({ code: 'wrong_state' });
    });

    test('does not know the installation of another workspace', async () => {
      await using world = await openActive();
      const theirs = { ...world.ref, workspaceId: 'ws_two', userId: 'usr_two', version: '1.1.0' };
      for (const call of [
        (ports: InstallPorts) => acceptUpdate(ports, theirs),
        (ports: InstallPorts) => declineUpdate(ports, theirs),
        (ports: InstallPorts) => switchScopes(ports, { ...theirs, scopes: ['flow-tags:view'] }),
      ])
        expect(await refusalOf(world.act<unknown>(call))).toMatchObject({ code: 'not_found' });
    });
  });

  describe(`switching scopes: ${name}`, () => {
    test('takes an optional scope from the key and gives it back, each time with a consent', async () => {
      await using world = await openActive();
      const { key } = await world.now();
      await world.switchTo(['flow-tags:view']);
      expect(world.liveScopes()).toEqual([['flow-tags:view']]);
      await world.switchTo(['flow-tags:view']);
      await world.switchTo(['sub-flows:send', 'flow-tags:view']);
      expect(world.liveScopes()).toEqual([['flow-tags:view', 'sub-flows:send']]);
      expect(await world.now()).toMatchObject({ key, scopes: ['flow-tags:view', 'sub-flows:send'] });
      const said = (await world.consents()).map(({ kind, scopes }) => [kind, scopes.map(({ granted }) => granted)]);
      expect(said).toEqual([
        ['install', [true, true]],
        ['scopes', [true, false]],
        ['scopes', [true, true]],
      ]);
      expect(world.enqueued).toHaveLength(1);
    });

    test.for([
      [['sub-flows:send'], 'required_scope_missing'],
      [['flow-tags:view', 'flow-tags:manage'], 'scope_not_declared'],
      [['flow-tags:view', 'flow-tags:mange'], 'unknown_scope'],
    ] as [string[], string][])('refuses %j and changes nothing', async ([wanted, code]) => {
      await using world = await openActive();
      expect(await refusalOf(world.switchTo(wanted))).toMatchObject({ code });
      expect(world.liveScopes()).toEqual([['flow-tags:view', 'sub-flows:send']]);
      expect(await world.consents()).toHaveLength(1);
    });

    test('asks again when another version has taken the place of the one that was shown: no consent to texts that nobody saw', async () => {
      await using world = await openActive();
      const wanted = { ...world.ref, userId: 'usr_owner', scopes: ['flow-tags:view'], shownVersion: '1.0.0' };
      world.publish('1.1.0', { scopes: [tags, { ...greeting, reason: 'To greet everybody, each day.' }] });
      await world.check();
      const refusal = await refusalOf(world.act((ports) => switchScopes(ports, wanted)));
      expect(refusal).toMatchObject({ code: 'consent_outdated', extra: { currentVersion: '1.1.0' } });
      expect(world.liveScopes()).toEqual([['flow-tags:view', 'sub-flows:send']]);
      expect(await world.consents()).toHaveLength(1);
      await world.act((ports) => switchScopes(ports, { ...wanted, shownVersion: '1.1.0' }));
      expect(world.liveScopes()).toEqual([['flow-tags:view']]);
    });

    test('keeps, or leaves, a scope that was agreed to and whose plugin is gone, and never gives it anew', async () => {
      await using world = await openActive();
      const gone = (id: string) => (id === 'flow-tags:view' ? world.scopes.scope(id) : undefined);
      const who = { ...world.ref, userId: 'usr_owner' };
      const switchTo = (scopes: string[]) =>
        world.act((ports) => switchScopes({ ...ports, scopes: { ...ports.scopes, scope: gone } }, { ...who, scopes }));
      world.publish('1.1.0', { scopes: [tags, greeting, { ...manage, optional: true }] });
      await world.check();
      await switchTo(['flow-tags:view', 'sub-flows:send']);
      expect(await refusalOf(switchTo(['flow-tags:view', 'flow-tags:manage']))).toMatchObject({
        code: 'unknown_scope',
      });
      await switchTo(['flow-tags:view']);
      expect(world.liveScopes()).toEqual([['flow-tags:view']]);
      expect(await refusalOf(switchTo(['flow-tags:view', 'sub-flows:send']))).toMatchObject({ code: 'unknown_scope' });
    });

    test('switches while the subscribe request is on its way, and lets it go on', async () => {
      await using world = await openWorld(open);
      const { id } = (await world.install()).installation;
      const command = { workspaceId: 'ws_one', installationId: id, userId: 'usr_owner' };
      const scopes = ['flow-tags:view', 'sub-flows:send'];
      await world.act((ports) => switchScopes(ports, { ...command, scopes }));
      expect(world.minted).toMatchObject([{ scopes, endedBecause: null }]);
      expect(world.enqueued).toMatchObject([{ status: 'pending' }]);
    });

    test('shows the owner a key when the first scope of an app without a subscribe request is switched on', async () => {
      await using world = await openWorld(open);
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, scopes: [greeting], requests: {} });
      const { installation, plainKey } = await world.install({ app, scopes: [] });
      expect(plainKey).toBeNull();
      const command = { workspaceId: 'ws_one', installationId: installation.id, userId: 'usr_owner' };
      const switched = await world.act((ports) => switchScopes(ports, { ...command, scopes: ['sub-flows:send'] }));
      expect(switched.plainKey).toBe(world.minted[0]?.plain);
      expect(switched.installation).toMatchObject({ status: 'active', key: { id: world.minted[0]?.id } });
    });
  });
}

function input(name: string, more: object) {
  return { name, type: 'string' as const, title: name, ...more };
}
