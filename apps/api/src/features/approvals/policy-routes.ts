import type { InstallPolicy, StoredPolicy } from '@minimart/approvals';
import { Refusal, type FieldError } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { workspaceParams } from '../installations/installation-schemas.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { policyBody, policySchema } from './policy-schemas.ts';

const path = '/v1/workspaces/{workspaceId}/policy';

/** Who installs what in a workspace: everybody in it reads that, owners say it. */
export function policyRoutes(services: Services): Route[] {
  const shared = { tag: 'Policy', access: 'signed-in', path, params: workspaceParams, answer: policySchema } as const;
  return [
    defineRoute({
      ...shared,
      id: 'getPolicy',
      tokenScope: 'workspaces:read',
      tagged: true,
      method: 'get',
      summary: 'Who may install in a workspace, and which apps.',
      async handle({ params: { workspaceId }, actor }) {
        const role = await requireMembership(services, { actor, workspaceId }, 'read');
        const em = services.em();
        const policy = await services.policiesOf(em).read(workspaceId);
        return present(services, em, { policy, mayChange: role === 'owner' });
      },
    }),
    defineRoute({
      ...shared,
      id: 'replacePolicy',
      tokenScope: 'workspaces:write',
      ifMatch: 'required',
      tagged: true,
      method: 'put',
      summary: 'Say who may install, and which apps. If-Match carries the ETag of your last read.',
      body: policyBody,
      async handle({ params: { workspaceId }, body, actor, header }) {
        await requireOwner(services, { actor, workspaceId });
        const ifMatch = requireIfMatch(header);
        return services.inTransaction(async (em) => {
          const said = { installers: body.installers, rule: body.rule, appIds: await findApps(services, em, body) };
          const by = { userId: actor.userId, now: services.clock.now(), ifMatch };
          const { policy, before } = await services.policiesOf(em).replace(workspaceId, said, by);
          const detail = changesBetween(before, said);
          await services.audit(em, { workspaceId, by: actor, action: 'policy_changed', detail });
          return present(services, em, { policy, mayChange: true });
        });
      },
    }),
  ];
}

async function requireOwner(services: Services, who: Parameters<typeof requireMembership>[1]): Promise<void> {
  const role = await requireMembership(services, who, 'read');
  if (role === 'owner') return;
  const detail = `Only an owner of the workspace changes its policy; you are ${role === 'admin' ? 'an admin' : 'a member'}.`;
  throw new Refusal({ code: 'role_required', detail, extra: { role } });
}

/** The ids of the apps that are named, each once; an app that is not in the store is refused at its place. */
async function findApps(
  { catalogOf }: Services,
  em: EntityManager,
  { rule, apps }: z.output<typeof policyBody>,
): Promise<string[]> {
  if (rule === 'all' && apps.length > 0) {
    const message = 'Where all apps are allowed there is no list. Leave it empty, or say allow or block.';
    throw new Refusal({ code: 'invalid_request', detail: message, errors: [{ path: 'apps', message }] });
  }
  const catalog = catalogOf(em);
  const byId = await catalog.listingsOf(apps);
  const errors: FieldError[] = [];
  const found = new Set<string>();
  for (const [place, name] of apps.entries()) {
    const app = byId.get(name) ?? (await catalog.listing(name));
    if (app === undefined) errors.push({ path: `apps[${place}]`, message: `The store has no app named ${name}.` });
    else found.add(app.appId);
  }
  if (errors.length === 0) return [...found];
  throw new Refusal({ code: 'invalid_request', detail: errors.map(({ message }) => message).join(' '), errors });
}

/** What changed, for the log. */
function changesBetween(was: InstallPolicy, is: InstallPolicy): Record<string, unknown> {
  const added = is.appIds.filter((id) => !was.appIds.includes(id));
  const removed = was.appIds.filter((id) => !is.appIds.includes(id));
  return {
    ...(was.installers !== is.installers && { installers: is.installers, installersBefore: was.installers }),
    ...(was.rule !== is.rule && { rule: is.rule, ruleBefore: was.rule }),
    ...(added.length > 0 && { appsAdded: added }),
    ...(removed.length > 0 && { appsRemoved: removed }),
  };
}

async function present(
  { accountsOf, catalogOf }: Services,
  em: EntityManager,
  { policy, mayChange }: { policy: StoredPolicy; mayChange: boolean },
) {
  const { installers, rule, appIds, etag, changedAt, changedBy } = policy;
  const listings = await catalogOf(em).listingsOf(appIds);
  const people = await accountsOf(em).usersByIds(changedBy === null ? [] : [changedBy]);
  const apps = appIds.map((id) => {
    const listing = listings.get(id);
    return { id, slug: listing?.slug ?? null, name: listing?.manifest.name ?? id };
  });
  const changed = {
    changedAt: changedAt?.toISOString() ?? null,
    changedBy: changedBy === null ? null : (people.get(changedBy)?.name ?? changedBy),
  };
  return { body: { installers, rule, apps, ...changed, mayChange, etag }, headers: { etag } };
}
