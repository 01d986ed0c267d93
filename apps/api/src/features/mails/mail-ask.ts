import type { InstallRequest } from '@minimart/approvals';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { mailPeople, type Recipient } from './mail-people.ts';

/** An ask that was just opened, and who decides. */
export interface OpenedAsk {
  request: InstallRequest;
  appName: string;
  workspaceName: string;
  deciders: readonly Recipient[];
  actor: Actor;
}

/** Tells those who decide that a member asks for an app. */
export function mailAsk(
  services: Pick<Services, 'mailboxOf' | 'config'>,
  em: EntityManager,
  { request, appName, workspaceName, deciders, actor }: OpenedAsk,
): Promise<void> {
  const { id, workspaceId, note } = request;
  return mailPeople(services, em, {
    to: deciders,
    words: {
      subject: `${actor.name} asks for ${appName} in ${workspaceName}`,
      paragraphs: [
        `${actor.name} would like to use ${appName} in ${workspaceName}, and asks you to install it.`,
        ...(note === '' ? [] : [`${actor.name} writes:`]),
      ],
      ...(note !== '' && { quote: note }),
      after: [
        'You see what the app will be able to do before you decide. You can leave out what is optional, or decline.',
      ],
      action: { label: 'Read it and decide', path: `/workspaces/${workspaceId}/requests/${id}` },
      because: `because you decide which apps are installed in ${workspaceName}`,
      dedupeKey: `ask ${id}`,
    },
  });
}
