import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { pulseBoardCover, pulseBoardMark, pulseBoardPalette } from './pulse-board-art.ts';
import { pulseBoardScreens } from './pulse-board-screens.ts';

const description = `Tags tell a story: who came, who asked, who bought. **Pulse Board** turns them into one page that your team looks at on Monday morning.

## On the board

- How each tag grows, by day, week and month
- Tags that are never used, and tags that mean the same
- A line for what is unusual, in words: *“asked for price” has doubled since Thursday*

## One permission

Pulse Board asks to see your tags. That is all it needs, and all it can do: it cannot change a tag, read a message or write to anybody.

## By mail, if you like

The board also comes as a mail every Monday, with the three things that changed most.`;

/** A board of how tags grow; asks for one harmless scope. */
export const pulseBoard = (): DemoApp => ({
  developer: 'harbour-nine',
  releases: [
    { version: '0.9.0', changelog: 'First public release.', daysAgo: 160 },
    { version: '1.0.0', changelog: 'The Monday mail.', daysAgo: 88 },
  ],
  art: { logo: logo(pulseBoardPalette, pulseBoardMark), cover: pulseBoardCover(), screenshots: pulseBoardScreens() },
  manifest: {
    manifestVersion: 1,
    name: 'Pulse Board',
    slug: 'pulse-board',
    summary: 'See how your tags grow, on one page for Monday morning.',
    description,
    category: 'analytics',
    pricing: 'paid',
    pricingUrl: 'https://harbour-nine.example.com/pulse-board/prices',
    links: {
      documentation: 'https://harbour-nine.example.com/pulse',
      privacy: 'https://harbour-nine.example.com/privacy',
    },
    scopes: [{ id: 'flow-tags:view', reason: 'To count your tags once an hour. The board is made of nothing else.' }],
    authInputs: [
      {
        name: 'week_starts',
        type: 'select',
        title: 'The week starts on',
        required: false,
        default: 'monday',
        options: [
          { value: 'monday', label: 'Monday' },
          { value: 'saturday', label: 'Saturday' },
          { value: 'sunday', label: 'Sunday' },
        ],
      },
      { name: 'monday_mail', type: 'checkbox', title: 'Send me the board by mail', required: false, default: true },
    ],
    requests: {
      subscribe: {
        method: 'PUT',
        url: 'https://hooks.pulse-board.example/workspaces/{{workspace_id}}',
        headers: { 'X-Workspace-Key': '{{api_key}}' },
        body: {
          form: { version: '{{app_version}}', week_starts: '{{auth.week_starts}}', mail: '{{auth.monday_mail}}' },
        },
      },
      unsubscribe: { method: 'DELETE', url: 'https://hooks.pulse-board.example/workspaces/{{workspace_id}}' },
    },
  },
});
