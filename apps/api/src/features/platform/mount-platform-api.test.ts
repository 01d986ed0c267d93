import { createChatbot } from '@minimart/chatbot/mikro-orm';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../../app.ts';
import { createTestApi } from '../../testing/create-test-api.ts';

test.each(['40P01', '40001'])(
  'a call that PostgreSQL ended in favour of another (%s) may be repeated',
  async (code) => {
    await using api = await createTestApi();
    const { services } = api;
    const workspaceId = await api.workspace({ owner: await api.person('owner') });
    const em = services.em();
    const hostOf = () => ({
      ...createChatbot(em, workspaceId),
      tags: {
        ...createChatbot(em, workspaceId).tags,
        list: () => em.execute(`do $$ begin raise exception using errcode = '${code}'; end $$`) as Promise<never>,
      },
    });
    const { plain } = await services
      .keysOf(em)
      .mint({ subject: 'ins_1', tenant: workspaceId, scopes: ['flow-tags:view'] });
    const call = request(createApp({ ...services, hostOf })).get('/api/flow/tags');
    const answer = await call.set('authorization', `Bearer ${plain}`).expect(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.body).toMatchObject({ code: 'busy', message: expect.stringContaining('Send this one again') });
    expect(api.logged()).not.toContain('a request failed');
  },
);
