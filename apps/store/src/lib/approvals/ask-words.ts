import { m } from '@minimart/messages';
import type { InstallRequest } from '#lib/server/api.ts';

type Tone = 'plain' | 'brand' | 'amber' | 'red' | 'blue';

const states: Record<InstallRequest['status'], { label: () => string; tone: Tone }> = {
  open: { label: m.ask_state_open, tone: 'amber' },
  approved: { label: m.ask_state_approved, tone: 'brand' },
  declined: { label: m.ask_state_declined, tone: 'red' },
  withdrawn: { label: m.ask_state_withdrawn, tone: 'plain' },
  closed: { label: m.ask_state_closed, tone: 'brand' },
};

/** How the state of an ask is shown. */
export function askState(status: InstallRequest['status']): { label: string; tone: Tone } {
  const { label, tone } = states[status];
  return { label: label(), tone };
}

/** What became of an ask, in a sentence. */
export function explainAsk({ status, answeredBy, app: { name } }: InstallRequest): string {
  const who = answeredBy?.name ?? m.ask_somebody();
  switch (status) {
    case 'open':
      return m.ask_became_open();
    case 'approved':
      return m.ask_became_approved({ who, name });
    case 'declined':
      return m.ask_became_declined({ who });
    case 'withdrawn':
      return m.ask_became_withdrawn();
    case 'closed':
      return m.ask_became_closed({ who, name });
  }
}
