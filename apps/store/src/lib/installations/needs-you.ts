import { m } from '@minimart/messages';
import type { Installation } from '#lib/server/api.ts';

/** Something about an installed app that waits for a person. */
export interface Need {
  id: string;
  name: string;
  what: string;
}

/** Which of these apps wait for somebody, and why: what does not work before what asks for more. */
export function needsYou(installations: readonly Installation[]): Need[] {
  const failed = installations.filter(({ status }) => status === 'failed');
  const asking = installations.filter(({ status, update }) => status !== 'failed' && update?.status === 'waiting');
  return [
    ...failed.map(({ id, app }) => ({ id, name: app.name, what: m.installed_need_failed() })),
    ...asking.map(({ id, app, update }) => ({
      id,
      name: app.name,
      what: m.installed_need_update({ version: String(update?.version) }),
    })),
  ];
}
