import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { keepEntries, takeEntries } from './kept-entries.ts';

const entries = { values: { list: 'Leads & “friends”', agree: true, gone: null }, scopes: ['flow-tags:view'] };

test('what was entered comes back once, to the one who entered it', () => {
  const event = visit();
  keepEntries(event, sentBy('ada'), entries);
  expect(event.jar.get('minimart_entered')?.options).toMatchObject({
    path: '/apps/x/install',
    httpOnly: true,
    secure: true,
  });
  expect(takeEntries(event, 'ada')).toEqual(entries);
  expect(takeEntries(event, 'ada')).toBeUndefined();
});

test('it is known which was kept for another workspace', () => {
  const event = visit();
  keepEntries(event, sentBy('ada'), { ...entries, isSwitch: true });
  expect(takeEntries(event, 'ada')).toEqual({ ...entries, isSwitch: true });
});

test('somebody else who signs in on the same browser sees nothing of it, and it is gone', () => {
  const event = visit();
  keepEntries(event, sentBy('ada'), entries);
  expect(takeEntries(event, 'noor')).toBeUndefined();
  expect(takeEntries(event, 'ada')).toBeUndefined();
});

test('what a cookie cannot hold, and what is no entries, is as if nothing was kept', () => {
  const event = visit();
  keepEntries(event, sentBy('ada'), { ...entries, values: { notes: 'ä'.repeat(2000) } });
  expect(event.jar.size).toBe(0);
  for (const text of ['', 'no', 'null', '[]', '{"values":[],"scopes":[],"visitor":"ada"}', '{"visitor":"ada"}']) {
    event.cookies.set('minimart_entered', text, { path: '/apps/x/install' });
    expect(takeEntries(event, 'ada')).toBeUndefined();
  }
});

function sentBy(visitor: string): FormData {
  const form = new FormData();
  form.set('visitor', visitor);
  return form;
}

test('a name that no page can be made with is left out', () => {
  const event = visit();
  event.cookies.set('minimart_entered', '{"values":{"__proto__":"a","list":"b"},"scopes":[],"visitor":"ada"}', {
    path: '/apps/x/install',
  });
  expect(Object.keys(takeEntries(event, 'ada')!.values)).toEqual(['list']);
});

function visit() {
  const jar = new Map<string, { value: string; options: object | undefined }>();
  const cookies: Pick<Cookies, 'get' | 'set' | 'delete'> = {
    get: (name) => jar.get(name)?.value,
    set: (name, value, options) => void jar.set(name, { value, options }),
    delete: (name) => void jar.delete(name),
  };
  return {
    jar,
    secure: true,
    cookies: cookies as Cookies,
    url: new URL('http://store.example.com/apps/x/install?workspace=ws'),
  };
}
