import type { Call, Problem } from '../system/caller.ts';
import { expectThat } from '../telling/expect-that.ts';
import type { Story } from './story.ts';

/** Chapter: the key does what was agreed and nothing else. */
export async function useKey({ call, telling }: Story, key: string): Promise<void> {
  telling.chapter('The key works for what was agreed, and for nothing else');

  await telling.check('reads the tags, as agreed', async () => {
    const { status, body } = await call<{ data: { name: string }[] }>({ path: '/api/flow/tags', token: key });
    expectThat(status === 200 && Array.isArray(body.data), `Expected 200 and data, got ${status}.`);
    return `200  ${body.data.length} tags, such as “${body.data[0]?.name ?? ''}”`;
  });

  const refused = (title: string, request: Call, expected: { status: number; names?: string }) =>
    telling.check(title, async () => {
      const { status, body } = await call<Problem>(request);
      expectThat(status === expected.status, `Expected ${expected.status}, got ${status}: ${JSON.stringify(body)}`);
      const { names } = expected;
      expectThat(
        names === undefined || (body.detail.includes(names) && body.needed === names),
        `The answer should name ${names}: ${body.detail}`,
      );
      expectThat(typeof body.message === 'string', 'A problem of the platform API carries a message.');
      return `${status}  ${body.code}${names === undefined ? '' : `: ${names}`}`;
    });

  const tag = { method: 'POST', path: '/api/flow/create-tag', token: key, body: { name: 'not agreed' } } as const;
  await refused('may not create a tag: the owner left that out', tag, { status: 403, names: 'flow-tags:manage' });
  const message = {
    method: 'POST',
    path: '/api/subscriber/send-text',
    token: key,
    body: { user_ns: 'f1u1', content: 'Hi' },
  } as const;
  await refused('may not send a message: the app never asked', message, { status: 403, names: 'messages:send' });
  await refused('finds nothing where nothing is', { path: '/api/flow/nothing', token: key }, { status: 404 });
  await refused('no key, no entry', { path: '/api/flow/tags' }, { status: 401 });
  const mistyped = `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`;
  await refused('a key with one wrong letter is no key', { path: '/api/flow/tags', token: mistyped }, { status: 401 });
  await telling.check('does not open the management API', async () => {
    const { status } = await call({ path: '/v1/me', token: key });
    expectThat(status === 401, `Expected 401, got ${status}.`);
    return '401  GET /v1/me';
  });
}
