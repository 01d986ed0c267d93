import { createReceiver } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { checkDueVersions } from '../../roles/check-versions.ts';
import { openModeratedStore } from '../moderation/open-moderated-store.fixture.ts';

/** A store that looks at versions, with 1.0.0 waiting. */
async function openQueue({ manifest: changes = {} as object } = {}) {
  const world = await openModeratedStore({ versionReview: true });
  await world.developer
    .put(`/v1/developer/apps/${world.appId}/manifest`, { manifest: { ...world.manifest, ...changes } }, '*')
    .expect(200);
  const published = await world.developer.post(world.versions, { changelog: 'First.' }).expect(201);
  expect(published.body).toMatchObject({ version: '1.0.0', isInReview: true });
  const at = (version = '1.0.0') => `/v1/operator/version-reviews/${world.appId}/${version}`;
  return {
    ...world,
    at,
    check: () => checkDueVersions(world.api.services),
    read: async (version?: string) => {
      const { body, headers } = await world.operator.get(at(version)).expect(200);
      return { ...body, etag: headers['etag'] as string };
    },
    standing: async () => (await world.developer.get(`/v1/developer/apps/${world.appId}/standing`).expect(200)).body,
    publishNext: async (summary: string) => {
      const manifest = { ...world.manifest, summary };
      await world.developer.put(`/v1/developer/apps/${world.appId}/manifest`, { manifest }, '*').expect(200);
      return (await world.developer.post(world.versions, {}).expect(201)).body.version as string;
    },
  };
}

test('a version waits in the queue, is seen as it will be, and is out once it is approved', async () => {
  await using world = await openQueue();
  const { operator, nobody, developer, at } = world;
  await nobody.get('/v1/apps/tag-sync').expect(404);
  expect((await world.install().expect(404)).body.code).toBe('not_found');
  const { items } = (await operator.get('/v1/operator/version-reviews').expect(200)).body;
  expect(items).toMatchObject([{ app: { slug: 'tag-sync' }, version: '1.0.0', isFirst: true, verdicts: null }]);
  await world.check();
  const review = await world.read();
  expect(review.checks.map(({ id }: { id: string }) => id)).toEqual(['changes', 'links', 'hosts', 'scopes', 'images']);
  expect((await operator.get(`${at()}/listing`).expect(200)).body).toMatchObject({
    name: 'Tag Sync',
    version: '1.0.0',
  });
  await operator.post(`${at()}/approve`, {}).expect(428);
  await operator.post(`${at()}/approve`, { note: 'Fine.' }, review.etag).expect(200);
  await nobody.get('/v1/apps/tag-sync').expect(200);
  await world.install().expect(201);
  expect((await developer.get(world.versions)).body.items).toMatchObject([{ status: 'released', percentage: 100 }]);
  expect((await world.mails()).map(({ subject }) => subject)).toContain('Tag Sync 1.0.0 is approved');
  const log = await world.api.services.operatorLogOf(world.api.services.em()).read({ limit: 1 });
  expect(log).toMatchObject([{ action: 'version_approved', note: 'Fine.', subject: { id: `${world.appId}@1.0.0` } }]);
});

test('sent back, the developer reads each remark at its field and by mail until the draft is changed there', async () => {
  await using world = await openQueue();
  const { operator, at } = world;
  const fields = [
    { pointer: '/summary', message: 'Say which CRM.' },
    { pointer: '/scopes/0/reason', message: 'Which tags?' },
  ];
  await operator.post(`${at()}/request-changes`, { fields: [{ pointer: 'summary', message: 'x' }] }, '*').expect(422);
  await operator.post(`${at()}/request-changes`, {}, '*').expect(422);
  await operator.post(`${at()}/request-changes`, { note: 'Two things.', fields }, '*').expect(200);
  expect((await world.standing()).review).toMatchObject({
    version: '1.0.0',
    status: 'refused',
    note: 'Two things.',
    fields: [
      { path: 'summary', message: 'Say which CRM.', isChanged: false },
      { path: 'scopes[0].reason', isChanged: false },
    ],
  });
  const mail = (await world.mails()).find(({ subject }) => subject === 'Tag Sync 1.0.0 needs changes');
  expect(mail?.text).toContain('/scopes/0/reason: Which tags?');
  expect(await world.publishNext('For the CRM of Lantern Works.')).toBe('1.0.1');
  await operator.post(`${at('1.0.1')}/approve`, {}, '*').expect(200);
  const { items } = (await world.developer.get(world.versions)).body;
  expect(items.map(({ status }: { status: string }) => status)).toEqual(['released', 'refused']);
});

test('a remark says whether the draft was changed there since', async () => {
  await using world = await openQueue();
  const fields = [{ pointer: '/summary', message: 'Say which CRM.' }];
  await world.operator.post(`${world.at()}/request-changes`, { fields }, '*').expect(200);
  const manifest = { ...world.manifest, summary: 'For Lantern Works.' };
  await world.developer.put(`/v1/developer/apps/${world.appId}/manifest`, { manifest }, '*').expect(200);
  expect((await world.standing()).review.fields).toMatchObject([{ isChanged: true }]);
});

test('withdrawn by its developer and by nobody else, it is not decided any more', async () => {
  await using world = await openQueue();
  const { developer, owner, operator, at } = world;
  await owner.post(`${world.versions}/1.0.0/withdraw`).expect(404);
  expect((await developer.post(`${world.versions}/1.0.0/withdraw`).expect(200)).body.review.status).toBe('withdrawn');
  expect((await operator.post(`${at()}/approve`, {}, '*').expect(409)).body.code).toBe('version_not_in_review');
  expect((await developer.get(world.versions)).body.items).toMatchObject([{ status: 'withdrawn' }]);
});

test('of an approval and a withdrawal at the same moment one counts, and the store shows accordingly', async () => {
  await using world = await openQueue();
  const results = await Promise.all([
    world.operator.post(`${world.at()}/approve`, {}, '*'),
    world.developer.post(`${world.versions}/1.0.0/withdraw`),
  ]);
  expect(results.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  await world.nobody.get('/v1/apps/tag-sync').expect(results[0].status === 200 ? 200 : 404);
});

test('the checks ask for each link within the rules of deliveries, and say plainly what they found', async () => {
  await using site = await createReceiver(({ path }) => {
    if (path === '/moved') return { status: 301, headers: { location: 'https://elsewhere.example/' } };
    return { status: path === '/gone' ? 404 : 200 };
  });
  await using world = await openQueue({
    manifest: {
      description: `See ${site.url}/docs, ${site.url}/gone, ${site.url}/moved and http://10.1.2.3/secret.`,
      scopes: [{ id: 'flow-tags:view', reason: 'Needed.' }],
    },
  });
  await world.check();
  const { checks } = await world.read();
  const found = Object.fromEntries(checks.map((check: { id: string }) => [check.id, check]));
  const texts = (id: string) => found[id].findings.map(({ text }: { text: string }) => text).join('\n');
  expect(found['links'].verdict).toBe('fail');
  expect(texts('links')).toContain(`${site.url}/docs answers.`);
  expect(texts('links')).toContain(`${site.url}/gone answers with 404: there is nothing.`);
  expect(texts('links')).toContain(`${site.url}/moved leads on to https://elsewhere.example/`);
  expect(texts('links')).toContain('http://10.1.2.3/secret does not answer:');
  expect(found['hosts'].verdict).toBe('warn');
  expect(texts('hosts')).toContain('The developer has proven no domain.');
  expect(texts('scopes')).toContain('says little: “Needed.”');
  expect(texts('images')).toContain('It has no logo.');
  expect(texts('changes')).toContain('It is the first version');
});

test('nobody else reads the queue, and without the setting nothing waits', async () => {
  await using world = await openModeratedStore();
  await world.owner.get('/v1/operator/version-reviews').expect(403);
  await world.owner.get('/v1/operator/overview').expect(403);
  const published = await world.developer.post(world.versions, {}).expect(201);
  expect(published.body.isInReview).toBe(false);
  await world.nobody.get('/v1/apps/tag-sync').expect(200);
  expect((await world.operator.get('/v1/operator/overview').expect(200)).body).toMatchObject({
    isReviewed: false,
    waitingVersions: 0,
  });
  expect((await world.operator.get('/v1/me')).body.isOperator).toBe(true);
  expect((await world.owner.get('/v1/me')).body.isOperator).toBe(false);
});
