import type { InstallRequest } from '#lib/server/api.ts';

type Tone = 'plain' | 'brand' | 'amber' | 'red' | 'blue';

/** How the state of an ask is shown. */
export const askStates: Record<InstallRequest['status'], { label: string; tone: Tone }> = {
  open: { label: 'Waiting', tone: 'amber' },
  approved: { label: 'Approved', tone: 'brand' },
  declined: { label: 'Declined', tone: 'red' },
  withdrawn: { label: 'Withdrawn', tone: 'plain' },
  closed: { label: 'Installed', tone: 'brand' },
};

/** What became of an ask, in a sentence. */
export function explainAsk({ status, answeredBy, app }: InstallRequest): string {
  const who = answeredBy?.name ?? 'Somebody';
  switch (status) {
    case 'open':
      return 'Nobody has answered yet. Those who decide got a mail.';
    case 'approved':
      return `${who} approved it and installed ${app.name}.`;
    case 'declined':
      return `${who} declined it.`;
    case 'withdrawn':
      return 'It was taken back.';
    case 'closed':
      return `${who} installed ${app.name} meanwhile, so nothing is left to decide.`;
  }
}
