import { defineScopePlugin } from '@minimart/scope-kit';
import { listSegments } from './list-segments.ts';

/** The saved filters over people: view. */
export const segments = defineScopePlugin({
  id: 'segments',
  label: 'Segments',
  scopes: [
    {
      id: 'segments:view',
      label: 'View segments',
      description: 'Read the names of your segments. It does not tell who belongs to them.',
      risk: 'low',
      icon: 'filter',
      group: 'People',
      verb: 'see',
      cannot: 'See your segments',
      translations: {
        de: {
          label: 'Segmente ansehen',
          description: 'Die Namen Ihrer Segmente lesen. Wer dazugehört, ist damit nicht zu sehen.',
          group: 'Personen',
          cannot: 'Ihre Segmente sehen',
        },
      },
    },
  ],
  operations: [listSegments],
});
