import type { AppTemplate } from './template.ts';

/** No server at all: the owner is shown the key and uses it in a script or a tool. */
export const keyOnly: AppTemplate = {
  id: 'key-only',
  title: 'No server: key only',
  description:
    'For scripts, spreadsheets and tools without a server. The owner is shown the key once, at the end of the install, and pastes it where it is needed.',
  manifest: {
    category: 'developer-tools',
    description: [
      'Say here where the key is pasted, step by step.',
      '## What you need\n\n- The tool or the script, and where to get it',
    ].join('\n\n'),
    scopes: [{ id: 'subscribers:view', reason: 'To list your people where you paste the key.' }],
  },
};
