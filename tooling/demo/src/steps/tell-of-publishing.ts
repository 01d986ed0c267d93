import { expectStatus, expectThat } from '../create-caller.ts';
import { storyManifest } from '../story-manifest.ts';
import type { Story } from '../story.ts';

/** The app as its developer knows it. */
export interface StoryApp {
  id: string;
  signingSecret: string;
}

/** A developer publishes, a visitor reads. */
export async function tellOfPublishing({ call, demo, receiver, reporter, slug }: Story): Promise<StoryApp> {
  const { token } = demo.accounts.developer;
  reporter.chapter('A developer publishes an app');
  const app = await reporter.step('creates it from a manifest', async () => {
    const { body } = expectStatus(
      await call('POST', '/v1/developer/apps', { token, body: { manifest: storyManifest(slug, receiver.url) } }),
      201,
    );
    return { saw: `201 ${String(body['id'])}, signing secret shown once`, value: body as unknown as StoryApp };
  });
  await reporter.step('is not in the store while it is a draft', async () => {
    expectStatus(await call('GET', `/v1/apps/${slug}`), 404);
    return { saw: '404', value: undefined };
  });
  await reporter.step('publishes the draft', async () => {
    const answer = await call('POST', `/v1/developer/apps/${app.id}/versions`, {
      token,
      body: { changelog: 'First.' },
    });
    return { saw: `201 version ${String(expectStatus(answer, 201).body['version'])}`, value: undefined };
  });
  reporter.chapter('A visitor reads the listing, signed in nowhere');
  await reporter.step('sees each scope in plain words with its reason', async () => {
    const { body } = expectStatus(await call('GET', `/v1/apps/${slug}`), 200);
    const scopes = body['scopes'] as { label: string; reason: string; optional: boolean }[];
    expectThat(
      scopes.length === 2 && scopes[0]?.label === 'View flow tags',
      'the scopes are not those of the manifest',
    );
    expectThat((body['cannot'] as string[]).length > 0, 'nothing says what the app cannot do');
    return { saw: scopes.map(({ label, reason }) => `${label}: ${reason}`).join(' '), value: undefined };
  });
  return app;
}
