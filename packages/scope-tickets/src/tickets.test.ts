import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { tickets } from './tickets.ts';

const sample = useSampleChatbot();
describeScopePlugin(tickets, sample);

const call = createCaller(tickets);
const params = { listId: '10' };
const zip = { listId: '10', listItemId: '456' };
const dataOf = (answer: unknown) => (answer as { data: Record<string, unknown>[] }).data;

test('a ticket is made, changed and deleted, and the log keeps what was chosen', async () => {
  await sample.withHost(async (bot) => {
    const body = {
      user_ns: 'f123u111',
      title: 'Lost key',
      select1: 'low',
      date1: '2026-12-01',
      multi_select1: ['high'],
      assignee: 222,
    };
    expect(await call(bot, 'teamCreateTicketListItem', { params, body })).toEqual({ status: 'ok' });
    const [ticket] = dataOf(await call(bot, 'teamTicketListItems', { params, query: { title: 'lost' } }));
    expect(ticket).toMatchObject({
      title: 'Lost key',
      user_ns: 'f123u111',
      select1: 'low',
      date1: '2026-12-01',
      multi_select1: ['high'],
      assignee: 222,
    });
    const ref = { listId: '10', listItemId: String(ticket?.id) };
    await call(bot, 'teamUpdateTicketListItem', {
      params: ref,
      body: { select1: 'High', multi_select1: [], comment: { content: 'Found it.' } },
    });
    await call(bot, 'teamUpdateTicketListItem', { params: ref, body: { select1: 2 } });
    const [changed] = dataOf(await call(bot, 'teamTicketListItems', { params, query: { title: 'lost' } }));
    expect(changed).toMatchObject({ title: 'Lost key', select1: 'high' });
    expect(changed).not.toHaveProperty('multi_select1');
    expect(dataOf(await call(bot, 'teamTicketListItemComments', { params: ref }))).toMatchObject([
      { content: 'Found it.' },
    ]);
    await call(bot, 'teamDeleteTicketListItem', { params: ref });
    const log = dataOf(await call(bot, 'teamTicketListLogData', { params, query: { list_item_id: ticket?.id } }));
    expect(log.map(({ action, column_name: column, value }) => [action, column, value])).toEqual([
      ['create', 'title', undefined],
      ['create', 'select1', 1],
      ['update', 'select1', 2],
    ]);
  });
});

test.each([{ content: '', url: '' }, {}])('a change with the comment %j adds none', async (comment) => {
  await sample.withHost(async (bot) => {
    await call(bot, 'teamUpdateTicketListItem', { params: zip, body: { text1: 'SN-1', comment } });
    expect(dataOf(await call(bot, 'teamTicketListItems', { params }))).toMatchObject([{ text1: 'SN-1' }]);
    expect(dataOf(await call(bot, 'teamTicketListItemComments', { params: zip }))).toHaveLength(1);
  });
});

test.each([
  ['teamCreateTicketListItem', params, { user_ns: 'f123u456', title: 'New', select6: 'low' }],
  ['teamUpdateTicketListItem', zip, { title: 'Changed', select6: 'low' }],
])('%s refuses a column that no list can have, by its name', async (id, where, body) => {
  await sample.withHost(async (bot) => {
    const refusal = { code: 'invalid_input', errors: [{ path: 'body.select6' }] };
    await expect(call(bot, id, { params: where, body })).rejects.toMatchObject(refusal);
  });
});

test('comments are paged and keep their attachment', async () => {
  await sample.withHost(async (bot) => {
    const file = 'https://files.example.com/a.pdf';
    await call(bot, 'teamCreateTicketListItemComment', { params: zip, body: { content: 'Second', file } });
    const page = await call(bot, 'teamTicketListItemComments', { params: zip, query: { limit: '1', page: '2' } });
    expect(page).toMatchObject({
      status: 'ok',
      data: [{ content: 'Second', file, list_id: 10, list_item_id: 456 }],
      meta: { total: 2 },
    });
  });
});

test('a list tells its columns and their options', async () => {
  await sample.withHost(async (bot) => {
    const fields = dataOf(await call(bot, 'teamTicketListFields', { params }));
    expect(fields[1]).toEqual({
      column_name: 'select1',
      title: 'Urgency',
      options: [
        { key: 1, code: 'low', name: 'Low' },
        { key: 2, code: 'high', name: 'High' },
      ],
    });
  });
});

const made = { user_ns: 'f123u456', title: 'New' };
test.each([
  ['teamCreateTicketListItem', { params, body: { ...made, select2: 'low' } }, 'invalid_input'],
  ['teamCreateTicketListItem', { params, body: { ...made, select1: 'medium' } }, 'invalid_input'],
  ['teamCreateTicketListItem', { params, body: { ...made, date1: '2026-02-30' } }, 'invalid_input'],
  ['teamCreateTicketListItem', { params, body: { ...made, title: ' ' } }, 'invalid_input'],
  ['teamCreateTicketListItem', { params, body: { ...made, assignee: 9001 } }, 'not_found'],
  ['teamCreateTicketListItem', { params, body: { ...made, user_ns: 'f124u9001' } }, 'not_found'],
  ['teamCreateTicketListItem', { params: { listId: '9001' }, body: made }, 'not_found'],
  ['teamUpdateTicketListItem', { params: { listId: '10', listItemId: '9001' }, body: { title: 'Mine' } }, 'not_found'],
  ['teamUpdateTicketListItem', { params: zip, body: { title: 'Changed', comment: { content: ' ' } } }, 'invalid_input'],
  [
    'teamUpdateTicketListItem',
    { params: zip, body: { text1: 'x', comment: { url: 'https://a.example' } } },
    'invalid_input',
  ],
  ['teamDeleteTicketListItem', { params: { listId: '9001', listItemId: '9001' } }, 'not_found'],
  ['teamTicketListItems', { params: { listId: '9001' } }, 'not_found'],
  ['teamTicketListLogData', { params: { listId: '9001' } }, 'not_found'],
  ['teamTicketListLogData', { params, query: { start_time: 1 } }, 'invalid_input'],
  [
    'teamCreateTicketListItemComment',
    { params: zip, body: { content: 'x', file: 'http://plain.example.com' } },
    'invalid_input',
  ],
  ['teamTicketListItemComments', { params: zip, query: { limit: '101' } }, 'invalid_input'],
])('%s refuses %j with %s, and writes nothing', async (id, input, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, input)).rejects.toMatchObject({ code });
    expect(dataOf(await call(bot, 'teamTicketListItems', { params }))).toMatchObject([
      { title: 'Broken zip', select1: 'low' },
    ]);
    expect(dataOf(await call(bot, 'teamTicketListItemComments', { params: zip }))).toHaveLength(1);
  });
});

test('another bot has no tickets here', async () => {
  await sample.withHost(async (bot) => {
    expect(dataOf(await call(bot, 'teamTicketListItems', { params, query: { flow_ns: 'f124' } }))).toEqual([]);
    expect(dataOf(await call(bot, 'teamTicketListLogData', { params, query: { flow_ns: 'f124' } }))).toEqual([]);
  });
});
