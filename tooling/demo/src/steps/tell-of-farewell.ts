import { Webhook } from 'standardwebhooks';
import { expectStatus, expectThat } from '../create-caller.ts';
import type { Story } from '../story.ts';
import type { Installed } from './tell-of-installing.ts';
import type { StoryApp } from './tell-of-publishing.ts';

/** Uninstalling kills the key at once and says so. */
export async function tellOfFarewell(
  story: Story,
  { app, installed }: { app: StoryApp; installed: Installed },
): Promise<void> {
  const { call, demo, receiver, reporter } = story;
  const { token, workspaceId } = demo.accounts.owner;
  reporter.chapter('The owner uninstalls it');
  await reporter.step('the installation ends', async () => {
    const { body } = expectStatus(await call('DELETE', installed.path, { token }), 200);
    expectThat(body['status'] === 'uninstalled', `it is ${String(body['status'])}`);
    return { saw: '200 uninstalled', value: undefined };
  });
  await reporter.step('the key is dead at once', async () => {
    expectStatus(await call('GET', '/api/flow/tags', { token: installed.key }), 401);
    return { saw: '401', value: undefined };
  });
  await reporter.step('the Unsubscribe Request says so, signed and without a key', async () => {
    const { path, headers, body } = await receiver.request(1);
    new Webhook(app.signingSecret).verify(body, headers as Record<string, string>);
    expectThat(path === `/minimart/${workspaceId}/gone`, `it went to ${path}`);
    expectThat(!JSON.stringify([path, headers, body]).includes(installed.key), 'it carries the key');
    return { saw: `POST ${path}`, value: undefined };
  });
  await reporter.step('the auth inputs are erased', async () => {
    for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 100) {
      const { body } = expectStatus(await call('GET', installed.path, { token }), 200);
      if (body['erasedAt'] !== null) return { saw: String(body['erasedAt']), value: undefined };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('they are still there');
  });
}
