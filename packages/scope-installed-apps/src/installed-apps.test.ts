import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { installedApps } from './installed-apps.ts';

const sample = useSampleChatbot();
describeScopePlugin(installedApps, sample);

const call = createCaller(installedApps);

test('lists what is installed, with the names of keys and never the keys', async () => {
  await sample.withHost(async (bot) => {
    const { data } = (await call(bot, 'listInstalledMiniApps')) as { data: unknown[] };
    expect(data).toEqual([
      {
        id: 7,
        app_ns: 'app_sample',
        title: 'Tag Sync',
        intro: 'Keeps your tags and your CRM the same.',
        logo: 'https://store.example.com/assets/ast_logo',
        auth_type: 'apikey',
        param_names: ['api_key', 'crm_secret'],
        status: 'active',
        version: '1.0.0',
      },
      expect.objectContaining({ title: 'Bookings', param_names: [], status: 'pending' }),
    ]);
    expect(data[1]).not.toHaveProperty('auth_type');
    expect(await call(bot, 'listInstalledMiniApps', { query: { title: 'TAG', limit: '1' } })).toMatchObject({
      data: [{ id: 7 }],
      links: { first: '?limit=1&page=1&title=TAG', next: null },
      status: 'ok',
    });
  });
});

test('hands every key on as it was given, under its own name', async () => {
  const handed: unknown[] = [];
  const told = {
    installedApps: { list: async () => [], replaceKeys: async (...keys: unknown[]) => void handed.push(keys) },
  };
  await sample.withHost(async (bot) => {
    for (const body of [{ api_key: ' a ' }, { crm_secret: 'b' }, { api_key: 'a', crm_secret: 'b' }]) {
      expect(await call(bot, 'updateMiniAppApiKey', { params: { app_id: '7' }, body })).toEqual({ status: 'ok' });
      expect(handed.pop()).toEqual(['ins_sample', body]);
    }
  }, told);
});

test.each([
  ['9001', { api_key: 'x' }, 'not_found'],
  ['8', { api_key: 'x' }, 'not_found'],
  ['seven', { api_key: 'x' }, 'invalid_input'],
  ['1e400', { api_key: 'x' }, 'invalid_input'],
  ['7', {}, 'invalid_input'],
  ['7', { api_key: '  ' }, 'invalid_input'],
  ['7', { crm_secret: 7 }, 'invalid_input'],
  ['7', { other_key: 'x' }, 'invalid_input'],
])('refuses for the app %s the keys %j with %s', async (app_id, body, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, 'updateMiniAppApiKey', { params: { app_id }, body })).rejects.toMatchObject({ code });
  });
});
