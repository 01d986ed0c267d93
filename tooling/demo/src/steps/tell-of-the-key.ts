import { expectStatus, expectThat } from '../create-caller.ts';
import type { Story } from '../story.ts';
import type { Installed } from './tell-of-installing.ts';

/** The key opens what was agreed, and nothing else. */
export async function tellOfTheKey({ call, reporter }: Story, { key }: Installed): Promise<void> {
  reporter.chapter('The key works for what was agreed, and for nothing else');
  await reporter.step('GET /api/flow/tags, agreed', async () => {
    const { body } = expectStatus(await call('GET', '/api/flow/tags', { token: key }), 200);
    return { saw: `200 with ${(body['data'] as unknown[]).length} tags`, value: undefined };
  });
  await reporter.step('POST /api/flow/create-tag, never asked for', async () => {
    const { body } = expectStatus(
      await call('POST', '/api/flow/create-tag', { token: key, body: { name: 'No' } }),
      403,
    );
    expectThat(body['needed'] === 'flow-tags:manage', 'the answer does not name the scope');
    return { saw: `403 needed ${String(body['needed'])}, granted ${String(body['granted'])}`, value: undefined };
  });
  await reporter.step('POST /api/subscriber/send-sub-flow, switched off', async () => {
    const body = { user_ns: 'f1u1', sub_flow_ns: 'f1s1' };
    const answer = expectStatus(await call('POST', '/api/subscriber/send-sub-flow', { token: key, body }), 403);
    return { saw: `403 needed ${String(answer.body['needed'])}`, value: undefined };
  });
  await reporter.step('a mistyped key, and none', async () => {
    expectStatus(await call('GET', '/api/flow/tags', { token: `${key.slice(0, -1)}_` }), 401);
    expectStatus(await call('GET', '/api/flow/tags'), 401);
    return { saw: '401 and 401', value: undefined };
  });
  await reporter.step('the management API', async () => {
    expectStatus(await call('GET', '/v1/me', { token: key }), 401);
    return { saw: '401', value: undefined };
  });
}
