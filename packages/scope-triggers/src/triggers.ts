import { defineScopePlugin } from '@minimart/scope-kit';
import { fireTrigger } from './fire-trigger.ts';

/** What an app calls out for a person, so that a flow of the workspace starts. */
export const triggers = defineScopePlugin({
  id: 'triggers',
  label: 'Triggers',
  scopes: [
    {
      id: 'triggers:fire',
      label: 'Fire triggers',
      description:
        'Tell your chatbot that something happened, so that the flow you have chosen for it starts for one person.',
      risk: 'sensitive',
      icon: 'zap',
      group: 'Sending',
      verb: 'send',
      cannot: 'Start the flows you have bound to triggers',
      translations: {
        de: {
          label: 'Auslöser betätigen',
          description:
            'Ihrem Chatbot melden, dass etwas geschehen ist, damit der Ablauf, den Sie dafür gewählt haben, für eine Person startet.',
          group: 'Senden',
          cannot: 'Abläufe starten, die Sie an Auslöser gebunden haben',
        },
      },
    },
  ],
  operations: [fireTrigger],
});
