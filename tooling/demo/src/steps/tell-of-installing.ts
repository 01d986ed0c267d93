import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expectStatus, expectThat } from '../create-caller.ts';
import type { Story } from '../story.ts';
import type { StoryApp } from './tell-of-publishing.ts';

/** An installation, and the key that the developer's server holds. */
export interface Installed {
  path: string;
  key: string;
}

/** An owner agrees, and the developer's server gets the key. */
export async function tellOfInstalling(story: Story, app: StoryApp): Promise<Installed> {
  const { call, demo, receiver, reporter, slug, crmToken } = story;
  const { token, workspaceId } = demo.accounts.owner;
  const installations = `/v1/workspaces/${workspaceId}/installations`;
  reporter.chapter('An owner installs it, with the optional scope switched off');
  const path = await reporter.step('agrees, twice by a double click, to one installation', async () => {
    const body = { app: slug, scopes: ['flow-tags:view'], authInputs: { crm_token: crmToken } };
    const key = randomUUID();
    const clicks = await Promise.all([0, 1].map(() => call('POST', installations, { token, body, key })));
    const ids = clicks.map((answer) => String(expectStatus(answer, 201).body['id']));
    expectThat(ids[0] === ids[1], 'the double click made two installations');
    const shown = clicks[0]!.body['key'] as { start: string; lastFour: string };
    return { saw: `201 ${ids[0]}, key ${shown.start}…${shown.lastFour}`, value: `${installations}/${ids[0]}` };
  });
  const key = await reporter.step('the Subscribe Request arrives, signed', async () => {
    const { path: arrived, headers, body } = await receiver.request(0);
    new Webhook(app.signingSecret).verify(body, headers as Record<string, string>);
    const sent = JSON.parse(body) as { key: string; token: string };
    expectThat(arrived === `/minimart/${workspaceId}?v=1.0.0`, `it went to ${arrived}`);
    expectThat(headers['x-app'] === app.id, 'the app id is missing');
    expectThat(sent.token === crmToken, 'the auth input is not the one filled in');
    return {
      saw: `webhook-id ${String(headers['webhook-id'])}, four system fields and the auth input`,
      value: sent.key,
    };
  });
  await reporter.step('the installation becomes active', async () => {
    for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 100) {
      const { body } = expectStatus(await call('GET', path, { token }), 200);
      if (body['status'] === 'active') return { saw: 'active', value: undefined };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it is still pending');
  });
  return { path, key };
}
