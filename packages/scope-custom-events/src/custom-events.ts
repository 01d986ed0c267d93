import { defineScopePlugin } from '@minimart/scope-kit';
import { listCustomEvents } from './list-custom-events.ts';
import { logCustomEvent } from './log-custom-event.ts';
import { readOccurrences } from './read-occurrences.ts';
import { summarizeEvent } from './summarize-event.ts';

/** The events a bot counts: view, and log. */
export const customEvents = defineScopePlugin({
  id: 'custom-events',
  label: 'Custom events',
  scopes: [
    {
      id: 'custom-events:view',
      label: 'View custom events',
      description: 'Read what your chatbot counts, such as purchases, how often it happened and for whom.',
      risk: 'sensitive',
      icon: 'chart-column',
      group: 'Events',
      verb: 'see',
      cannot: 'See what your chatbot counts',
      translations: {
        de: {
          label: 'Eigene Ereignisse ansehen',
          description: 'Lesen, was Ihr Chatbot zählt, etwa Käufe, wie oft es geschah und bei wem.',
          group: 'Ereignisse',
          cannot: 'Sehen, was Ihr Chatbot zählt',
        },
      },
    },
    {
      id: 'custom-events:log',
      label: 'Log custom events',
      description: 'Add to what your chatbot counts that something happened for one person.',
      risk: 'low',
      icon: 'activity',
      group: 'Events',
      verb: 'change',
      cannot: 'Add to what your chatbot counts',
      translations: {
        de: {
          label: 'Eigene Ereignisse festhalten',
          description: 'Zu dem, was Ihr Chatbot zählt, hinzufügen, dass bei einer Person etwas geschehen ist.',
          group: 'Ereignisse',
          cannot: 'Zu dem hinzufügen, was Ihr Chatbot zählt',
        },
      },
    },
  ],
  operations: [listCustomEvents, readOccurrences, summarizeEvent, logCustomEvent],
});
