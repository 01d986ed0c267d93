import { installTagMirror } from './install-tag-mirror.ts';
import { readSubscribeRequest } from './read-subscribe-request.ts';
import { apiAs, system } from './system.ts';
import type { TagMirror } from './tag-mirror.ts';

const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/review';

/** Where the owner's workspace writes its review of Tag Mirror. */
export interface UsedMirror {
  installationId: string;
  /** Writes it over the API. */
  review(stars: 1 | 2 | 3 | 4 | 5, text: string): Promise<void>;
}

/** Installs Tag Mirror in the owner's workspace and has its server read tags with the key, until that counts as real use, up to a minute. */
export async function useTagMirror({ app, server }: TagMirror): Promise<UsedMirror> {
  const { token, workspaceId } = system.accounts.owner;
  const api = apiAs(token);
  const installationId = await installTagMirror(app, 'active');
  const { key } = readSubscribeRequest(app, await server.request(0));
  const called = await fetch(`${system.baseUrl}/api/flow/tags`, { headers: { authorization: `Bearer ${key}` } });
  if (!called.ok) throw new Error(`The key was answered with ${called.status}.`);
  const params = { path: { workspaceId, installationId } };
  for (const deadline = Date.now() + 60_000; ; await wait(100)) {
    if ((await api.GET(path, { params })).data?.mayWrite === true) break;
    if (Date.now() > deadline) throw new Error('The use of the key does not count after a minute.');
  }
  return {
    installationId,
    async review(stars, text) {
      const { error } = await api.PUT(path, {
        params: { ...params, header: { 'If-Match': '*' } },
        body: { stars, text },
      });
      if (error !== undefined) throw new Error(`The review was refused: ${JSON.stringify(error)}`);
    },
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
