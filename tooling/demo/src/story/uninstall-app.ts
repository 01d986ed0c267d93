import { Webhook } from 'standardwebhooks';
import type { Problem } from '../system/caller.ts';
import { expectThat } from '../telling/expect-that.ts';
import type { Installed } from './install-app.ts';
import type { Installation, PublishedApp, Story } from './story.ts';
import { until } from './until.ts';

/** Chapter: uninstalling kills the key at once and says so to the receiver. */
export async function uninstallApp(
  { call, telling, demo, receiver }: Story,
  app: PublishedApp,
  { installation, key }: Installed,
): Promise<void> {
  const { token, workspaceId } = demo.accounts.owner;
  const path = `/v1/workspaces/${workspaceId}/installations/${installation.id}`;
  telling.chapter('The owner uninstalls it');

  await telling.step('takes it out of the workspace', async () => {
    const { status, body } = await call<Installation>({ method: 'DELETE', path, token });
    expectThat(
      status === 200 && body.status === 'uninstalled',
      `Expected 200 and uninstalled, got ${status} ${body.status}.`,
    );
    return { shows: '200  uninstalled', value: undefined };
  });

  await telling.check('the key is dead', async () => {
    const { status, body } = await call<Problem>({ path: '/api/flow/tags', token: key });
    expectThat(status === 401, `Expected 401, got ${status}.`);
    return `401  ${body.code}`;
  });

  const request = await telling.step('the receiver gets an Unsubscribe Request', async () => {
    const received = await receiver.nth(2);
    expectThat(received.path === '/unsubscribe', `The address is ${received.path}.`);
    return { shows: `${received.method} ${received.path}`, value: received };
  });

  await telling.check('it is signed, says who left, and carries no key', async () => {
    const sent = new Webhook(app.signingSecret).verify(request.payload, request.headers as Record<string, string>);
    const { workspace, app: id } = sent as { workspace: string; app: string };
    expectThat(workspace === workspaceId && id === app.id, `It names ${workspace} and ${id}.`);
    expectThat(
      !request.payload.includes('mm_live_') && !JSON.stringify(request.headers).includes('mm_live_'),
      'There is a key in it.',
    );
    return `webhook-id ${String(request.headers['webhook-id'])}`;
  });

  await telling.check('what the owner typed in is erased', async () => {
    const gone = await until(
      async () => (await call<Installation>({ path, token })).body,
      ({ erasedAt }) => erasedAt !== null,
    );
    expectThat(
      gone.authInputs.every(({ value }) => value === null),
      'No value should be left.',
    );
    return `erased at ${gone.erasedAt ?? ''}`;
  });
}
