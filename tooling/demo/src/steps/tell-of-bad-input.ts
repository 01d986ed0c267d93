import { expectThat } from '../create-caller.ts';
import { storyManifest } from '../story-manifest.ts';
import type { Story } from '../story.ts';

interface WrongTurn {
  title: string;
  path: string;
  token: string;
  body: unknown;
  code: string;
  field?: string;
}

/** Each wrong turn gets a clear problem that names the field, and leaves nothing behind. */
export async function tellOfBadInput({ call, demo, receiver, reporter, slug }: Story): Promise<void> {
  const { developer, owner, otherOwner } = demo.accounts;
  const apps = '/v1/developer/apps';
  const installations = `/v1/workspaces/${owner.workspaceId}/installations`;
  const manifest = storyManifest(`${slug}-wrong`, receiver.url);
  const install = { app: slug, scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };
  const subscribe = { method: 'POST', url: 'http://10.0.0.8/hook' };
  const wrong = (title: string, rest: Omit<WrongTurn, 'title'>): WrongTurn => ({ title, ...rest });
  const byDeveloper = { path: apps, token: developer.token };
  const byOwner = { path: installations, token: owner.token };
  const unknownScope = { ...manifest, scopes: [{ id: 'flow-tags:veiw', reason: 'To read.' }] };
  const turns = [
    wrong('a manifest with a wrong field', {
      ...byDeveloper,
      body: { manifest: { ...manifest, name: 7 } },
      code: 'invalid_manifest',
      field: 'manifest.name',
    }),
    wrong('a scope that nobody declares', {
      ...byDeveloper,
      body: { manifest: unknownScope },
      code: 'unknown_scope',
      field: 'manifest.scopes[0].id',
    }),
    wrong('a request to a private network', {
      ...byDeveloper,
      body: { manifest: { ...manifest, requests: { subscribe } } },
      code: 'url_not_allowed',
      field: 'manifest.requests.subscribe.url',
    }),
    wrong('a scope that the app did not ask for', {
      ...byOwner,
      body: { ...install, scopes: ['flow-tags:view', 'flow-tags:manage'] },
      code: 'scope_not_declared',
      field: 'scopes[1]',
    }),
    wrong('an auth input left out', {
      ...byOwner,
      body: { ...install, authInputs: {} },
      code: 'auth_input_invalid',
      field: 'authInputs.crm_token',
    }),
    wrong("somebody else's workspace", {
      path: `/v1/workspaces/${otherOwner.workspaceId}/installations`,
      token: owner.token,
      body: install,
      code: 'not_found',
    }),
  ];
  reporter.chapter('Wrong turns get a clear answer, and leave nothing behind');
  const before = await countAll({ call, demo });
  for (const turn of turns) {
    await reporter.step(turn.title, async () => {
      const { status, body } = await call('POST', turn.path, { token: turn.token, body: turn.body });
      const field = (body['errors'] as { path: string }[] | undefined)?.[0]?.path;
      expectThat(status >= 400 && status < 500 && body['code'] === turn.code, `got ${status} ${String(body['code'])}`);
      expectThat(
        turn.field === undefined || field === turn.field,
        `names ${field ?? 'no field'} instead of ${turn.field}`,
      );
      return { saw: `${status} ${turn.code}${field === undefined ? '' : ` at ${field}`}`, value: undefined };
    });
  }
  await reporter.step('nothing was written', async () => {
    const after = await countAll({ call, demo });
    expectThat(before === after, `there were ${before} apps and installations, now ${after}`);
    return { saw: `${after} apps and installations before and after`, value: undefined };
  });
}

async function countAll({ call, demo }: Pick<Story, 'call' | 'demo'>): Promise<number> {
  const { developer, owner, otherOwner } = demo.accounts;
  const lists = await Promise.all([
    call('GET', '/v1/developer/apps', { token: developer.token }),
    call('GET', `/v1/workspaces/${owner.workspaceId}/installations?limit=100`, { token: owner.token }),
    call('GET', `/v1/workspaces/${otherOwner.workspaceId}/installations?limit=100`, { token: otherOwner.token }),
  ]);
  return lists.reduce((sum, { body }) => sum + (body['items'] as unknown[]).length, 0);
}
