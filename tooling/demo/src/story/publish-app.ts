import { expectThat } from '../telling/expect-that.ts';
import type { PublishedApp, Story } from './story.ts';
import { storyManifest } from './story-manifest.ts';

/** Chapter: a developer creates an app from a manifest and publishes it. */
export async function publishApp({ call, telling, demo, receiver }: Story): Promise<PublishedApp> {
  const { token } = demo.accounts.developer;
  const slug = `story-${Date.now().toString(36)}`;
  telling.chapter('A developer publishes an app');

  const draft = await telling.step('creates a draft from a manifest', async () => {
    const body = { manifest: storyManifest(slug, receiver.url) };
    const answer = await call<{ id: string; slug: string; signingSecret: string }>({
      method: 'POST',
      path: '/v1/developer/apps',
      token,
      body,
    });
    expectThat(answer.status === 201, `Expected 201, got ${answer.status}: ${JSON.stringify(answer.body)}`);
    const { id, signingSecret } = answer.body;
    expectThat(
      /^app_\w+$/u.test(id) && signingSecret.startsWith('whsec_'),
      'An id and a signing secret should come back.',
    );
    return { shows: `201  ${id}, ${signingSecret}`, value: { id, signingSecret } };
  });

  await telling.check('is not in the store before it is published', async () => {
    const { status } = await call({ path: `/v1/apps/${slug}` });
    expectThat(status === 404, `Expected 404, got ${status}.`);
    return '404';
  });

  const version = await telling.step('publishes it as a version', async () => {
    const path = `/v1/developer/apps/${draft.id}/versions`;
    const answer = await call<{ version: string }>({
      method: 'POST',
      path,
      token,
      body: { changelog: 'The first one.' },
    });
    expectThat(answer.status === 201, `Expected 201, got ${answer.status}: ${JSON.stringify(answer.body)}`);
    return { shows: `201  ${slug} ${answer.body.version}`, value: answer.body.version };
  });
  return { ...draft, slug, version };
}
