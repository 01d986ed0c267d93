import request from 'supertest';
import type { TestApi } from './create-test-api.ts';
import { exampleManifest } from './example-manifest.ts';
import type { TestPerson } from './plant-people.ts';
import { plantReview } from './plant-review.ts';

/** Ids by the names under which paths carry them. */
export type Ids = Record<string, string>;

/** A developer who owns a workspace, and one of everything that a path can name. */
export interface Estate extends TestPerson {
  /** A new kind of thing with an id in a path is planted here, and named here. */
  ids: Ids;
  /** The slug of their published app, and of one more that is not installed. */
  app: string;
  otherApp: string;
}

/** Whose it is, where their apps' server is, the version they publish, and who else is in the workspace by role. */
export interface EstateWishes {
  name: string;
  receiverUrl: string;
  version: string;
  members?: Record<string, TestPerson>;
}

/**
 * Plants it through the API: an app that is published, rolled out and installed in the workspace, its delivery in the outbox, a link to it, a review of it,
 * a member's ask for another app, an invitation, a token to spare, and a session.
 */
export async function plantEstate(
  api: TestApi,
  { name, receiverUrl, version, members = {} }: EstateWishes,
): Promise<Estate> {
  const person = await api.person(name);
  const post = async (path: string, body: object, { token }: Pick<TestPerson, 'token'> = person) =>
    (
      await request(api.app)
        .post(path)
        .set({ authorization: `Bearer ${token}` })
        .send(body)
        .expect(201)
    ).body as {
      id: string;
      delivery: { id: string };
    };
  const publish = async (slug: string, published: object) => {
    const manifest = exampleManifest(receiverUrl, { slug, name: `The ${slug} of ${name}` });
    const { id } = await post('/v1/developer/apps', { manifest });
    await post(`/v1/developer/apps/${id}/versions`, published);
    return id;
  };
  const [app, otherApp] = [`${name}-app`, `${name}-other-app`];
  const workspaceId = await api.workspace({ owner: person, ...members });
  const appId = await publish(app, { version });
  await publish(otherApp, {});
  const scopes = ['flow-tags:view'];
  const authInputs = { crm_token: `secret of ${name}` };
  const installed = await post(`/v1/workspaces/${workspaceId}/installations`, { app, scopes, authInputs });
  const asking = await api.person(`asking-${name}`);
  await api.services.accountsOf(api.services.em()).addMember(workspaceId, asking.userId, 'member');
  const ask = await post(`/v1/workspaces/${workspaceId}/install-requests`, { app: otherApp, scopes }, asking);
  const link = await post(`/v1/developer/apps/${appId}/links`, { label: `Link of ${name}` });
  const whole = { name: `Token of ${name}`, scopes: null, expiresAt: null };
  const { token: spare } = await api.services.tokensOf(api.services.em()).make(person.userId, whole);
  const invitations = `/v1/workspaces/${workspaceId}/invitations`;
  const invitation = await post(invitations, { email: `invited-by-${name}@example.com`, role: 'member' });
  const { internalAdapter } = await api.services.auth.$context;
  const session = await internalAdapter.createSession(person.userId);
  const review = { workspaceId, workspaceName: `Workspace of ${name}`, appId, authorId: person.userId };
  const ids = {
    workspaceId,
    appId,
    version,
    installationId: installed.id,
    deliveryId: installed.delivery.id,
    requestId: ask.id,
    linkId: link.id,
    tokenId: spare.id,
    userId: asking.userId,
    invitationId: invitation.id,
    sessionId: session.id,
    reviewId: await plantReview(api.services, review),
  };
  return { ...person, ids, app, otherApp };
}
