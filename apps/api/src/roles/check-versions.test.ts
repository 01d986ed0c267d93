import { expect, test } from 'vitest';
import { openModeratedStore } from '../features/moderation/open-moderated-store.fixture.ts';
import { checkDueVersions } from './check-versions.ts';

test('a dispatcher that is told to stop ends with the version at hand, and leaves the others to be checked at once', async () => {
  await using world = await openModeratedStore({ versionReview: true });
  const { api, developer, manifest } = world;
  const links = { privacy: 'https://slow.example.com/privacy' };
  for (const slug of ['first', 'second', 'third']) {
    const { body } = await developer.post('/v1/developer/apps', { manifest: { ...manifest, slug, links } }).expect(201);
    await developer.post(`/v1/developer/apps/${body.id}/versions`, {}).expect(201);
  }
  const stopped = new AbortController();
  let asked = 0;
  const send: typeof api.services.testSender.send = async () => {
    asked += 1;
    stopped.abort();
    throw new Error('It took too long.');
  };
  const testSender = { send } as typeof api.services.testSender;
  await checkDueVersions({ ...api.services, testSender }, stopped.signal);
  expect(asked).toBe(1);
  const due = await api.services.inTransaction((em) => api.services.versionReviewsOf(em).takeDue(5));
  expect(due).toHaveLength(2);
});
