import type { InstallRequest } from '@minimart/approvals';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { mailPeople, type Words } from './mail-people.ts';

/** Asks for one app that were just answered, by whom. */
export interface Answers {
  answered: readonly InstallRequest[];
  appName: string;
  by: Actor;
}

/** Tells each member who asked, and is one still, what became of it; nobody is told of what they did themselves. */
export async function mailAnswers(
  services: Pick<Services, 'mailboxOf' | 'config' | 'accountsOf'>,
  em: EntityManager,
  { answered, appName, by }: Answers,
): Promise<void> {
  for (const request of answered) {
    const { workspaceId, userId } = request;
    const accounts = services.accountsOf(em);
    const member = (await accounts.membersOf(workspaceId)).find(({ id }) => id === userId);
    const workspace = await accounts.workspace(workspaceId);
    if (member === undefined || workspace === undefined || userId === by.userId) continue;
    await mailPeople(services, em, { to: [member], words: wordsFor(request, { appName, by, place: workspace.name }) });
  }
}

function wordsFor(
  { id, workspaceId, status, answer, installationId }: InstallRequest,
  { appName, by, place }: { appName: string; by: Actor; place: string },
): Words {
  const common = { because: `because you asked for ${appName} in ${place}`, dedupeKey: `ask ${id} ${status}` };
  if (status === 'declined') {
    return {
      ...common,
      subject: `${appName} was declined in ${place}`,
      paragraphs: [
        `${by.name} declined your ask to install ${appName} in ${place}.`,
        ...(answer === '' ? [] : [`${by.name} writes:`]),
      ],
      ...(answer !== '' && { quote: answer }),
      action: { label: 'See your ask', path: `/workspaces/${workspaceId}/requests/${id}` },
    };
  }
  const how = status === 'approved' ? 'approved your ask and installed' : 'has installed';
  return {
    ...common,
    subject: `${appName} is installed in ${place}`,
    paragraphs: [
      `${by.name} ${how} ${appName} in ${place}. You can see there what it may do, and whether its server has answered.`,
    ],
    action: { label: `See ${appName}`, path: `/workspaces/${workspaceId}/apps/${installationId ?? ''}` },
  };
}
