import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createBot } from '@minimart/chatbot/mikro-orm';
import request from 'supertest';
import { expect, test } from 'vitest';
import { copyRepository } from './testing/copy-of-repository.ts';
import { startSystem } from './testing/start-system.ts';

const guide = new URL('../../../docs/guides/write-a-scope-plugin.md', import.meta.url);

test(
  'the guide leads from its first command to an answer with 200, and edits no other file',
  { timeout: 240_000 },
  async () => {
    const commands = [...(await readFile(guide, 'utf8')).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, line = '']) =>
      line.trim(),
    );
    expect(commands).toEqual(['pnpm gen scope greetings', 'pnpm test packages/scope-greetings', 'pnpm start']);
    await using copy = await copyRepository();
    const git = async (...args: string[]) =>
      (
        await promisify(execFile)('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
          cwd: copy.root,
        })
      ).stdout;
    await git('init', '-q');
    await git('add', '-A');
    await git('commit', '-qm', 'before');

    expect(await copy.run(commands[0]!)).toContain('The plugin is in packages/scope-greetings and installed.');
    const changed = (await git('status', '--porcelain', '-uall'))
      .trim()
      .split('\n')
      .map((line) => line.slice(2).trim());
    const outside = changed.filter((path) => !path.startsWith('packages/scope-greetings/'));
    expect(outside.toSorted()).toEqual([
      'apps/api/package.json',
      'apps/api/src/plugins.ts',
      'docs/scopes.md',
      'pnpm-lock.yaml',
      'scopes.lock.json',
    ]);
    expect((await git('diff', '--stat', 'apps/api/src/plugins.ts')).trim()).toMatch(/1 file changed/);
    expect(await copy.run(commands[1]!)).toMatch(/\d+ passed, 0 failed/);

    // What `pnpm start` starts, on a database of the test's own.
    await using system = await startSystem({}, join(copy.root, 'apps/api/src/main.ts'));
    const api = await system.start('api');
    const [owner, developer] = [await system.person('owner'), await system.person('developer')];
    const workspaceId = await system.workspace({ owner });
    await createBot(system.em(), { workspaceId, name: 'Fern', tags: ['newsletter', 'VIP'] });
    const as = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` });
    const manifest = {
      name: 'Greeter',
      slug: 'greeter',
      summary: 'Greets people.',
      description: 'Greets people in your own words.',
      category: 'communication',
      scopes: [{ id: 'greetings:view', reason: 'To greet people in your own words.' }],
    };
    const created = await request(api.url).post('/v1/developer/apps').set(as(developer)).send({ manifest }).expect(201);
    await request(api.url)
      .post(`/v1/developer/apps/${created.body.id}/versions`)
      .set(as(developer))
      .send({ changelog: 'First.' })
      .expect(201);
    const installed = await request(api.url)
      .post(`/v1/workspaces/${workspaceId}/installations`)
      .set(as(owner))
      .send({ app: 'greeter', scopes: ['greetings:view'] })
      .expect(201);
    const key = { token: installed.body.plainKey as string };
    const { body, headers } = await request(api.url).get('/api/greetings?name=news').set(as(key)).expect(200);
    expect(body).toEqual({ bot: 'Fern', people: 0, tags: ['newsletter'] });
    expect(headers['x-accepted-scopes']).toBe('greetings:view');
    const refused = await request(api.url).get('/api/flow/tags').set(as(key)).expect(403);
    expect(refused.body).toMatchObject({ needed: 'flow-tags:view', granted: ['greetings:view'] });
  },
);
