import { expectThat } from '../telling/expect-that.ts';
import type { PublishedApp, Story } from './story.ts';

interface Listing {
  name: string;
  scopes: { id: string; label: string; reason: string; optional: boolean }[];
  cannot: string[];
  hosts: string[];
}

/** Chapter: a visitor, not signed in, reads what the app is and what it could do. */
export async function readListing({ call, telling, receiver }: Story, { slug }: PublishedApp): Promise<void> {
  telling.chapter('A visitor reads its listing, without signing in');

  await telling.check('finds it in the store', async () => {
    const { status, body } = await call<{ items: { slug: string }[]; total: number }>({ path: '/v1/apps?sort=new' });
    expectThat(status === 200 && body.items.some((item) => item.slug === slug), 'The newest apps should include it.');
    return `200  ${body.total} apps`;
  });

  await telling.check('reads each scope in plain words, with the reason', async () => {
    const { status, body } = await call<Listing>({ path: `/v1/apps/${slug}` });
    expectThat(status === 200, `Expected 200, got ${status}.`);
    expectThat(
      body.scopes.length === 3 && body.scopes.every(({ label, reason }) => label !== '' && reason !== ''),
      'Three scopes with label and reason were expected.',
    );
    return `200  ${body.scopes.map(({ label, optional }) => `${label}${optional ? ' (optional)' : ''}`).join(', ')}`;
  });

  await telling.check('reads what it cannot do, and whom it talks to', async () => {
    const { body } = await call<Listing>({ path: `/v1/apps/${slug}` });
    const { host } = new URL(receiver.url);
    expectThat(
      body.cannot.length > 0 && body.hosts.includes(host),
      `Something it cannot do and the host ${host} were expected.`,
    );
    return `cannot: ${body.cannot.join('; ')} · ${body.hosts.join(', ')}`;
  });

  await telling.check('may not install it without signing in', async () => {
    const { status } = await call({
      method: 'POST',
      path: '/v1/workspaces/ws_any/installations',
      body: { app: slug, scopes: [], authInputs: {} },
    });
    expectThat(status === 401, `Expected 401, got ${status}.`);
    return '401';
  });
}
