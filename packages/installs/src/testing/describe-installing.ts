import { changeAuthInputs } from '../change-auth-inputs.ts';
import { describe, expect, test } from 'vitest';
import { readInstallation } from '../read-installations.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { filledIn, fullManifest, openWorld, refusalOf } from './open-world.ts';

/** What installing guarantees. */
export function describeInstalling(name: string, open: OpenInstallationStore): void {
  describe(`installing: ${name}`, () => {
    test('hands a key with exactly the agreed scopes to the subscribe request, and to nobody else', async () => {
      await using world = await openWorld(open);
      const { installation, plainKey } = await world.install();
      const [key] = world.minted;
      const [delivery] = world.enqueued;
      expect(plainKey).toBeNull();
      expect(installation).toMatchObject({ status: 'pending', scopes: ['flow-tags:view'], version: '1.0.0' });
      expect(key).toMatchObject({ subject: installation.id, tenant: 'ws_one', scopes: ['flow-tags:view'] });
      expect(installation.key).toEqual({ id: key?.id, start: key?.plain.slice(0, 12), lastFour: key?.plain.slice(-4) });
      expect(delivery).toMatchObject({ endpointId: 'app_one', topic: 'subscribe', subject: installation.id });
      expect(delivery?.request).toMatchObject({ url: 'https://hooks.example.com/ws_one?v=1.0.0' });
      expect(JSON.parse(delivery?.request.body ?? '')).toEqual({ key: key?.plain, token: 'crm-SECRET-1', batch: 20 });
      expect(installation.delivery).toMatchObject({ id: delivery?.id, topic: 'subscribe', attempts: 0 });
    });

    test('gives a test installation a test key, and every other a live one', async () => {
      await using world = await openWorld(open);
      const tried = await world.install({ isTest: true });
      const live = await world.install({ workspaceId: 'ws_two' });
      expect([tried, live].map(({ installation }) => installation.isTest)).toEqual([true, false]);
      expect(world.minted.map(({ environment }) => environment)).toEqual(['test', 'live']);
      expect((await world.stored(tried.installation.id))?.isTest).toBe(true);
    });

    test('shows the key and secret inputs masked in the display copy, and names them for redaction', async () => {
      await using world = await openWorld(open);
      await world.install();
      const display = JSON.stringify(world.enqueued[0]?.display);
      expect(display).toContain('••••');
      expect(display).toContain('leads');
      expect(display).not.toContain(world.minted[0]?.plain);
      expect(display).not.toContain('crm-SECRET-1');
      expect(world.enqueued[0]?.secrets).toEqual([world.minted[0]?.plain, 'crm-SECRET-1']);
    });

    test('stores secret inputs sealed and never gives them back', async () => {
      await using world = await openWorld(open);
      const { installation } = await world.install();
      const ref = { workspaceId: 'ws_one', installationId: installation.id };
      const stored = await world.stored(installation.id);
      expect(JSON.stringify(stored)).not.toContain('SECRET');
      expect(stored?.authInputs[0]?.sealed).toMatch(/^[A-Za-z0-9+/]+=*$/);
      expect(installation.authInputs).toEqual([
        { name: 'crm_token', secret: true, value: null, isFilled: true },
        { name: 'list', secret: false, value: 'leads', isFilled: true },
        { name: 'batch', secret: false, value: 20, isFilled: true },
      ]);
      expect(await world.act((ports) => readInstallation(ports, ref))).toEqual(installation);
    });

    test('records the consent with the exact texts shown, declined scopes included', async () => {
      await using world = await openWorld(open);
      const { installation } = await world.install();
      expect(installation.consent).toMatchObject({
        userId: 'usr_owner',
        version: '1.0.0',
        agreedAt: installation.createdAt,
      });
      expect(installation.consent.scopes).toEqual([
        {
          id: 'flow-tags:view',
          label: 'View flow tags',
          description: 'Read the names of tags.',
          reason: 'To read the tags we mirror.',
          optional: false,
          granted: true,
        },
        expect.objectContaining({ id: 'sub-flows:send', optional: true, granted: false }),
      ]);
    });

    test('shows the key once to the owner of an app without a subscribe request, which is active at once', async () => {
      await using world = await openWorld(open);
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests: {} });
      const { installation, plainKey } = await world.install({ app });
      expect(plainKey).toBe(world.minted[0]?.plain);
      expect(installation).toMatchObject({ status: 'active', delivery: null, activatedAt: installation.createdAt });
      expect(JSON.stringify(await world.stored(installation.id))).not.toContain(plainKey);
    });

    test('activates an app with neither scopes nor requests at once, without a key', async () => {
      await using world = await openWorld(open);
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, scopes: [], authInputs: [], requests: {} });
      const { installation, plainKey } = await world.install({ app, scopes: [], authInputs: {} });
      expect({ plainKey, ...installation }).toMatchObject({ plainKey: null, status: 'active', key: null });
      expect(world.minted).toEqual([]);
    });

    test('mints a key without scopes only for a subscribe request that carries one', async () => {
      await using world = await openWorld(open);
      const url = 'https://hooks.example.com/';
      const bare = { ...fullManifest, scopes: [], authInputs: [] };
      const asking = { method: 'POST' as const, url, body: { json: { key: '{{api_key}}' } } };
      const keyed = world.publish('app_two', '1.0.0', { ...bare, requests: { subscribe: asking } });
      const silent = world.publish('app_three', '1.0.0', { ...bare, requests: { subscribe: { method: 'POST', url } } });
      const first = await world.install({ app: keyed, scopes: [], authInputs: {} });
      expect(world.minted).toMatchObject([{ subject: first.installation.id, scopes: [] }]);
      const second = await world.install({ app: silent, scopes: [], authInputs: {} });
      expect(second.installation).toMatchObject({ status: 'pending', key: null });
      expect(world.minted).toHaveLength(1);
    });

    test.for([
      ['unknown_scope', { scopes: ['flow-tags:view', 'flow-tags:veiw'] }, 'scopes[1]'],
      ['scope_not_declared', { scopes: ['flow-tags:manage', 'flow-tags:view'] }, 'scopes[0]'],
      ['required_scope_missing', { scopes: ['sub-flows:send'] }, 'scopes'],
      ['auth_input_invalid', { authInputs: { list: 'leads' } }, 'authInputs.crm_token'],
      ['auth_input_invalid', { authInputs: { ...filledIn, crm_tokn: 'x' } }, 'authInputs.crm_tokn'],
    ] as const)('refuses with %s and names the field, writing nothing', async ([code, given, path]) => {
      await using world = await openWorld(open);
      const refusal = await refusalOf(world.install(given));
      expect(refusal).toMatchObject({ code, errors: [{ path }] });
      expect([...world.minted, ...world.enqueued]).toEqual([]);
      expect(await world.act((ports) => ports.store.findLive('ws_one', 'app_one'))).toBeUndefined();
    });

    test('suggests the scope that was probably meant', async () => {
      await using world = await openWorld(open);
      const refusal = await refusalOf(world.install({ scopes: ['flow-tags:veiw'] }));
      expect(refusal.detail).toContain('Did you mean flow-tags:view?');
    });

    test('refuses a second installation in the workspace, and allows one in another', async () => {
      await using world = await openWorld(open);
      const { installation } = await world.install();
      const refusal = await refusalOf(world.install());
      expect(refusal).toMatchObject({ code: 'already_installed', extra: { installationId: installation.id } });
      expect(world.minted).toHaveLength(1);
      await expect(world.install({ workspaceId: 'ws_two' })).resolves.toMatchObject({ plainKey: null });
    });

    test('refuses a consent to a version that is no longer current, and tells the current one', async () => {
      await using world = await openWorld(open);
      const refusal = await refusalOf(world.install({ consentedVersion: '0.9.0' }));
      expect(refusal).toMatchObject({ code: 'consent_outdated', extra: { currentVersion: '1.0.0' } });
      await expect(world.install({ consentedVersion: '1.0.0' })).resolves.toBeDefined();
    });

    test('grants a scope once however often it is named', async () => {
      await using world = await openWorld(open);
      const { installation } = await world.install({ scopes: ['sub-flows:send', 'flow-tags:view', 'flow-tags:view'] });
      expect(installation.scopes).toEqual(['flow-tags:view', 'sub-flows:send']);
    });

    test('tells the owner at the input when its value does not fit where the app puts it', async () => {
      await using world = await openWorld(open);
      const refusal = await refusalOf(world.install({ authInputs: { ...filledIn, list: 'a\u0000b' } }));
      expect(refusal).toMatchObject({ code: 'auth_input_invalid', errors: [{ path: 'authInputs.list' }] });
    });

    test.for([
      ['a header', { url: 'https://hooks.example.com/', headers: { 'X-List': '{{auth.list}}' } }, 'a\nb'],
      ['a header', { url: 'https://hooks.example.com/', headers: { 'X-List': '{{auth.list}}' } }, '日本'],
      ['the path', { url: 'https://hooks.example.com/{{auth.list}}/gone' }, '..'],
    ] as const)('so it is at once when only %s of the farewell cannot carry it', async ([, request, list]) => {
      await using world = await openWorld(open);
      const body = { json: { key: '{{api_key}}' } };
      const subscribe = { method: 'POST' as const, url: 'https://hooks.example.com/', body };
      const unsubscribe = { method: 'POST' as const, ...request };
      const authInputs = [{ name: 'list', type: 'text' as const, title: 'List', required: true }];
      const requests = { subscribe, unsubscribe };
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, authInputs, requests });
      const install = (value: string) => world.install({ app, authInputs: { list: value } });
      const told = { code: 'auth_input_invalid', errors: [{ path: 'authInputs.list' }] };
      expect(await refusalOf(install(list))).toMatchObject(told);
      const { id: installationId } = (await install('leads')).installation;
      await world.settle('delivered');
      const command = { workspaceId: 'ws_one', installationId, authInputs: { list } };
      expect(await refusalOf(world.act((ports) => changeAuthInputs(ports, command)))).toMatchObject(told);
    });
  });
}
