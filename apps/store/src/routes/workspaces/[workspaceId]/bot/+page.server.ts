import { m } from '@minimart/messages';
import { error } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

// Apps change what is on it while it is being looked at.
export const csr = true;

const base = '/v1/workspaces/{workspaceId}/bot';

export const load: PageServerLoad = async (event) => {
  event.depends('store:bot');
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const api = apiOf(event);
  const workspaceId = workspace.id;
  const { searchParams } = event.url;
  const [search, tag, chosen] = [
    searchParams.get('search') ?? '',
    searchParams.get('tag') ?? '',
    searchParams.get('person'),
  ];
  const page = Number(searchParams.get('page') ?? 1);
  if (!Number.isInteger(page) || page < 1 || page > 1_000) error(404, m.workspace_bot_no_page());

  const bot = toAnswer(await api.GET(base, { params: { path: { workspaceId } } }));
  if (!bot.ok && bot.status === 404) return { workspace, bot: null };
  const query = { page, ...(search && { search }), ...(tag && { tag }) };
  const people = toAnswer(await api.GET(`${base}/subscribers`, { params: { path: { workspaceId }, query } }));
  const { items, total, limit } = expectAnswer(people, m.workspace_bot_no_list());
  const ns = chosen ?? items[0]?.ns;
  const person =
    ns && toAnswer(await api.GET(`${base}/subscribers/{userNs}`, { params: { path: { workspaceId, userNs: ns } } }));
  return {
    workspace,
    bot: expectAnswer(bot, m.workspace_bot_gone()),
    people: items,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / limit)),
    search,
    tag,
    person: person ? expectAnswer(person, m.workspace_bot_person_gone()) : null,
    isChosen: chosen !== null,
  };
};
