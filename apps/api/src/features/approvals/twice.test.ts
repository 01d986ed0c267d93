import { expect, test } from 'vitest';
import { openWorkspace } from './open-workspace.fixture.ts';

const code = (body: unknown) => (body as { code: string }).code;
const asks = '/install-requests';
const wanted = { app: 'tag-sync', scopes: ['flow-tags:view'], note: 'Please.' };

test('a decline that is sent twice is one decline; other words, or another person, come too late', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo } = place;
  const { id } = (await as(people.member, 'post', asks, wanted).expect(201)).body as { id: string };
  const decline = (answer: string, person = people.owner) => as(person, 'post', `${asks}/${id}/decline`, { answer });
  const answers = await Promise.all([decline('No.'), decline('No.')]);
  expect(answers.map(({ status, body }) => [status, body.status, body.answer])).toEqual([
    [200, 'declined', 'No.'],
    [200, 'declined', 'No.'],
  ]);
  expect(code((await decline('Never.').expect(409)).body)).toBe('request_answered');
  expect(code((await decline('No.', people.admin).expect(409)).body)).toBe('request_answered');
  expect(await mailsTo(people.member)).toHaveLength(1);
  expect(await place.actions()).toEqual(['ask_made', 'ask_declined']);
});

test('an ask that is taken back twice is taken back once', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { id } = (await as(people.member, 'post', asks, wanted).expect(201)).body as { id: string };
  const withdraw = () => as(people.member, 'post', `${asks}/${id}/withdraw`);
  const answers = await Promise.all([withdraw(), withdraw()]);
  expect(answers.map(({ status, body }) => [status, body.status])).toEqual([
    [200, 'withdrawn'],
    [200, 'withdrawn'],
  ]);
  expect(await place.actions()).toEqual(['ask_made', 'ask_withdrawn']);
});

test('a member who asks and takes back again and again does not fill the mailboxes of those who decide', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo } = place;
  const ask = async () => (await as(people.member, 'post', asks, wanted).expect(201)).body.id as string;
  for (let round = 0; round < 12; round += 1) await as(people.member, 'post', `${asks}/${await ask()}/withdraw`);
  const last = await ask();
  expect(await mailsTo(people.owner)).toHaveLength(10);
  expect((await as(people.owner, 'get', `${asks}?status=open`).expect(200)).body.items).toMatchObject([{ id: last }]);
  await as(people.other, 'post', asks, wanted).expect(201);
  expect(await mailsTo(people.owner)).toHaveLength(11);
});
