import { setTimeout as sleep } from 'node:timers/promises';
import { manifestOf } from './plant.ts';
import { deadWithinMs } from './live-a-life.ts';
import type { SoakReceiver } from './open-receiver.ts';
import type { Soak } from './soak.ts';

const words = ['tea', 'tags', 'lists', 'cup', 'leef', 'crm', 'mirror', 'count', 'nothing like it'];

/** Visitors who look at the front page, search, and read listings, each from an address of theirs. */
export async function visit({ traffic, estate, random }: Soak, withStore: boolean): Promise<void> {
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]!;
  while (!traffic.isOver) {
    const address = `10.1.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}`;
    const query = encodeURIComponent(pick(words));
    const { slug } = pick(estate.apps);
    if (withStore) {
      await traffic.send({ kind: 'page', path: '/', address });
      await traffic.send({ kind: 'page', path: `/apps/${slug}`, address });
      await traffic.send({ kind: 'page', path: `/?query=${query}`, address });
    }
    await traffic.send({ kind: 'search', path: `/v1/apps?query=${query}`, address });
    await traffic.send({ kind: 'listing', path: `/v1/apps/${slug}`, address });
    await sleep(100 + random() * 200);
  }
}

/** Owners who sign in with their password and look at who they are. */
export async function signIn({ traffic, estate, random }: Soak): Promise<void> {
  for (let turn = 0; !traffic.isOver; turn += 1) {
    const { email, password } = estate.owners[turn % estate.owners.length]!;
    const address = `10.2.${turn % 250}.${Math.floor(random() * 250)}`;
    const body = { email, password };
    const answer = await traffic.send({
      kind: 'sign-in',
      method: 'POST',
      path: '/v1/auth/sign-in/email',
      body,
      address,
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (answer.status === 200 && cookie !== undefined) await traffic.send({ kind: 'who am I', path: '/v1/me', cookie });
    await sleep(500 + random() * 1_000);
  }
}

/** A developer who publishes a new version of an app now and then, which the installations then follow. */
export async function publish({ traffic, estate, random }: Soak, receivers: readonly SoakReceiver[]): Promise<void> {
  const { token } = estate.developer;
  for (let turn = 0; !traffic.isOver; turn += 1) {
    await sleep(4_000 + random() * 4_000);
    const index = turn % estate.apps.length;
    const { id, slug } = estate.apps[index]!;
    const manifest = manifestOf(slug, receivers[index % receivers.length]!.url, `Mirrors tags, better by ${turn}.`);
    const path = `/v1/developer/apps/${id}`;
    const read = await traffic.send({ kind: 'developer', path: `${path}/manifest`, token });
    if (read.status !== 200) continue;
    const ifMatch = read.headers.get('etag') ?? '';
    const body = { manifest };
    await traffic.send({ kind: 'developer', method: 'PUT', path: `${path}/manifest`, token, body, ifMatch });
    // Published before, though the answer was lost: there is nothing to publish then.
    const change = { changelog: 'Better.' };
    await traffic.send({ kind: 'publish', method: 'POST', path: `${path}/versions`, token, body: change, fine: [409] });
  }
}

/** Somebody who tries keys that have ended: none may ever work again. */
export async function haunt({ traffic, ledger, random }: Soak): Promise<void> {
  while (!traffic.isOver) {
    await sleep(50);
    const before = performance.now() - deadWithinMs;
    const ended = [...ledger.entries.values()].filter(({ uninstalledAt }) => (uninstalledAt ?? Infinity) < before);
    const entry = ended[Math.floor(random() * ended.length)];
    const [token] = entry === undefined ? [] : ledger.keysOf(entry.run);
    if (entry === undefined || token === undefined) continue;
    // From an address of its own: too many bad keys from one are not even looked up.
    const address = `10.3.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}`;
    const { status } = await traffic.send({ kind: 'ended key', path: '/api/flow/tags', token, fine: [401], address });
    if (status === 200) ledger.violations.push(`a key of run ${entry.run} works long after its uninstall`);
  }
}
