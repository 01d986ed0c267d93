import type { Call, Problem } from '../system/caller.ts';
import { expectThat } from '../telling/expect-that.ts';
import type { PublishedApp, Story } from './story.ts';
import { ownersInputs, storyManifest } from './story-manifest.ts';

interface Expected {
  status: number;
  code: string;
  path?: string;
}

/** Chapter: what is not right is refused at its field, and nothing is written. */
export async function badInput(story: Story, app: PublishedApp): Promise<void> {
  const { call, telling, demo } = story;
  const { developer, owner, otherOwner, member } = demo.accounts;
  telling.chapter('What is not right is refused, and nothing is written');
  const before = await census(story);

  const refuses = (title: string, request: Call, expected: Expected) =>
    telling.check(title, async () => {
      const { status, body, headers } = await call<Problem>(request);
      const at = body.errors?.[0]?.path;
      expectThat(
        status === expected.status && body.code === expected.code,
        `Expected ${expected.status} ${expected.code}, got ${status}: ${JSON.stringify(body)}`,
      );
      expectThat(
        expected.path === undefined || at === expected.path,
        `The field should be ${expected.path}, not ${at}.`,
      );
      expectThat(
        headers.get('content-type')?.startsWith('application/problem+json') === true,
        'A problem was expected.',
      );
      return `${status}  ${body.code}${at === undefined ? '' : ` at ${at}`}`;
    });

  const good = storyManifest(`${app.slug}-bad`, story.receiver.url);
  const draft = (changes: object | string): Call => ({
    method: 'POST',
    path: '/v1/developer/apps',
    token: developer.token,
    body: typeof changes === 'string' ? changes : { manifest: { ...good, ...changes } },
  });
  await refuses('a body that is no JSON', draft('{"manifest": '), { status: 400, code: 'invalid_json' });
  await refuses('a malformed manifest', draft({ name: 7 }), {
    status: 422,
    code: 'invalid_manifest',
    path: 'manifest.name',
  });
  const mistyped = { scopes: [{ id: 'flow-tags:veiw', reason: 'To read.' }] };
  await refuses('an unknown scope', draft(mistyped), {
    status: 422,
    code: 'unknown_scope',
    path: 'manifest.scopes[0].id',
  });
  const inward = { requests: { subscribe: { method: 'POST', url: 'http://10.0.0.8/hook' } } };
  await refuses('an address in a private network', draft(inward), {
    status: 422,
    code: 'url_not_allowed',
    path: 'manifest.requests.subscribe.url',
  });

  const consent = { app: app.slug, scopes: ['flow-tags:view'], authInputs: ownersInputs };
  const install = (changes: object, who: { token: string }, workspaceId: string): Call => ({
    method: 'POST',
    path: `/v1/workspaces/${workspaceId}/installations`,
    token: who.token,
    body: { ...consent, ...changes },
  });
  // The other owner has not installed the app, so only the mistake itself can be in the way.
  const there = otherOwner.workspaceId;
  await refuses(
    'a scope that the app did not declare',
    install({ scopes: ['flow-tags:view', 'messages:send'] }, otherOwner, there),
    { status: 422, code: 'scope_not_declared', path: 'scopes[1]' },
  );
  await refuses('a required scope left out', install({ scopes: [] }, otherOwner, there), {
    status: 422,
    code: 'required_scope_missing',
    path: 'scopes',
  });
  await refuses('an auth input left out', install({ authInputs: {} }, otherOwner, there), {
    status: 422,
    code: 'auth_input_invalid',
    path: 'authInputs.crm_token',
  });
  await refuses('consent to a version that is not there', install({ version: '0.0.1' }, otherOwner, there), {
    status: 409,
    code: 'consent_outdated',
  });
  await refuses('somebody else’s workspace', install({}, owner, there), { status: 404, code: 'not_found' });
  await refuses('a member who may only read', install({}, member, member.workspaceId), {
    status: 403,
    code: 'role_required',
  });
  await refuses('the same app twice', install({}, owner, owner.workspaceId), {
    status: 409,
    code: 'already_installed',
  });

  await telling.check('nothing was written', async () => {
    const after = await census(story);
    expectThat(after === before, `Before: ${before}. After: ${after}.`);
    return after;
  });
}

/** How much there is of what these calls would have made, in words. */
async function census({ call, demo }: Story): Promise<string> {
  const { developer, owner, otherOwner } = demo.accounts;
  const count = async (path: string, token: string) =>
    (await call<{ items: unknown[] }>({ path, token })).body.items.length;
  const apps = await count('/v1/developer/apps', developer.token);
  const [here, there] = await Promise.all(
    [owner, otherOwner].map(({ workspaceId, token }) =>
      count(`/v1/workspaces/${workspaceId}/installations?limit=100`, token),
    ),
  );
  return `${apps} apps, ${here} and ${there} installations`;
}
