import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { tableTimeCover, tableTimeMark, tableTimePalette } from './table-time-art.ts';
import { tableTimeScreens } from './table-time-screens.ts';

const description = `“Do you have a table for four at eight?” Your bot can answer that now. **Table Time** keeps the plan of your room, and the chat keeps it full.

## For your guests

- Ask for a table in their own words, and get one in the same chat
- A note in the afternoon, with a button for *we are coming* and one for *we cannot*
- Allergies and birthdays said once are remembered

## For you

- The plan of the room, live, on the tablet at the door
- A waiting list that fills a table the minute it is free
- No fee for a cover, ever

## Before you begin

Draw your room at Table Time first; it takes ten minutes. Then copy the house key from *My house › Keys* into the field here.`;

/** Bookings for restaurants; hands over the key in a header, and its unsubscribe request is plain text. */
export const tableTime = (): DemoApp => ({
  developer: 'nine-tables',
  releases: [
    { version: '5.0.0', changelog: 'The waiting list.', daysAgo: 180 },
    { version: '5.2.0', changelog: 'Notes in the afternoon, with buttons.', daysAgo: 27, brings: ['messages:send'] },
  ],
  art: { logo: logo(tableTimePalette, tableTimeMark), cover: tableTimeCover(), screenshots: tableTimeScreens() },
  manifest: {
    manifestVersion: 1,
    name: 'Table Time',
    slug: 'table-time',
    summary: 'Bookings in the chat, and the plan of your room at the door.',
    description,
    category: 'scheduling',
    pricing: 'free-plan',
    pricingUrl: 'https://nine-tables.example.com/table-time/prices',
    links: {
      documentation: 'https://nine-tables.example.com/guide',
      support: 'https://nine-tables.example.com/support',
      privacy: 'https://nine-tables.example.com/privacy',
    },
    scopes: [
      { id: 'sub-flows:send', reason: 'To open the sub flow in which a guest picks a table.' },
      {
        id: 'messages:send',
        reason: 'To send the note in the afternoon. Without it guests are not reminded.',
        optional: true,
      },
    ],
    authInputs: [
      {
        name: 'house_key',
        type: 'string',
        title: 'House key',
        required: true,
        secret: true,
        description: 'From My house › Keys.',
      },
      {
        name: 'service',
        type: 'select',
        title: 'You serve',
        required: true,
        options: [
          { value: 'lunch', label: 'Lunch' },
          { value: 'dinner', label: 'Dinner' },
          { value: 'both', label: 'Lunch and dinner' },
        ],
      },
      {
        name: 'house_rules',
        type: 'text',
        title: 'House rules',
        required: false,
        placeholder: 'We keep a table for fifteen minutes.',
        maxLength: 500,
      },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: 'https://hooks.nine-tables.example/houses/{{workspace_id}}',
        headers: { 'X-House-Key': '{{auth.house_key}}', 'X-Bot-Key': '{{api_key}}' },
        body: { json: { service: '{{auth.service}}', rules: '{{auth.house_rules}}', version: '{{app_version}}' } },
      },
      unsubscribe: {
        method: 'POST',
        url: 'https://hooks.nine-tables.example/houses/{{workspace_id}}/closed',
        body: { text: 'Workspace {{workspace_id}} has removed Table Time {{app_version}}.' },
      },
    },
  },
});
