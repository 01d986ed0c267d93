import { expect, test } from 'vitest';
import { addressesOf } from '../open-sender.fixture.ts';
import { createHostCache } from './create-host-cache.ts';
import { LookupFailure } from './lookup-failure.ts';

/** A cache over a resolver that counts its look-ups, with a clock that the test sets. */
function openCache(answer: (host: string) => ReturnType<Parameters<typeof createHostCache>[0]['resolve']>) {
  const clock = { now: 0 };
  const asked: string[] = [];
  const resolve = (host: string) => {
    asked.push(host);
    return answer(host);
  };
  return { clock, asked, cache: createHostCache({ resolve, now: () => clock.now }) };
}

test.each([
  ['at least a second', 0, 999, 1000],
  ['for its TTL', 30_000, 29_999, 30_000],
  ['at most a minute', 86_400_000, 59_999, 60_000],
])('an answer is kept %s', async (_, ttlMs, kept, over) => {
  const { clock, asked, cache } = openCache(() => Promise.resolve(addressesOf(['93.184.216.34'], ttlMs)));
  expect(await cache('a.example')).toEqual([{ address: '93.184.216.34', family: 4 }]);
  clock.now = kept;
  await cache('a.example');
  expect(asked).toHaveLength(1);
  clock.now = over;
  await cache('a.example');
  expect(asked).toHaveLength(2);
});

test('a failure is kept for a second, with its code', async () => {
  const { clock, asked, cache } = openCache(() => Promise.reject(Object.assign(new Error('x'), { code: 'ESERVFAIL' })));
  const codeOf = () =>
    cache('a.example').catch((error: unknown) => (error instanceof LookupFailure ? error.code : null));
  expect([await codeOf(), await codeOf()]).toEqual(['DNS_ESERVFAIL', 'DNS_ESERVFAIL']);
  clock.now = 999;
  await codeOf();
  expect(asked).toHaveLength(1);
  clock.now = 1000;
  await codeOf();
  expect(asked).toHaveLength(2);
});

test('all who ask for a host while it is looked up share one look-up', async () => {
  const found = Promise.withResolvers<ReturnType<typeof addressesOf>>();
  const { asked, cache } = openCache(() => found.promise);
  const answers = [cache('a.example'), cache('a.example'), cache('b.example')];
  expect(asked).toEqual(['a.example', 'b.example']);
  found.resolve(addressesOf(['93.184.216.34']));
  expect(await Promise.all(answers)).toHaveLength(3);
});

test('a host without an address, or with more than a server has, is a failure', async () => {
  const many = Array.from({ length: 65 }, (_, i) => `93.184.216.${i}`);
  const { cache } = openCache((host) => Promise.resolve(addressesOf(host === 'none.example' ? [] : many)));
  await expect(cache('none.example')).rejects.toMatchObject({ code: 'DNS_ENODATA' });
  await expect(cache('many.example')).rejects.toMatchObject({ code: 'DNS_TOO_MANY' });
});

test('forgets the hosts least recently asked for when there are too many', async () => {
  const { asked, cache } = openCache(() => Promise.resolve(addressesOf(['93.184.216.34'])));
  for (let i = 0; i < 2000; i += 1) await cache(`${i}.example`);
  await cache('0.example');
  expect(asked).toHaveLength(2000);
  await cache('one-more.example');
  await cache('0.example');
  expect(asked).toHaveLength(2001);
  await cache('1.example');
  expect(asked).toHaveLength(2002);
});
