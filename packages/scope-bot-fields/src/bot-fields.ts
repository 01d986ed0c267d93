import { defineScopePlugin } from '@minimart/scope-kit';
import { createBotField } from './create-bot-field.ts';
import { deleteBotField } from './delete-bot-field.ts';
import { deleteBotFieldByName } from './delete-bot-field-by-name.ts';
import { listBotFields } from './list-bot-fields.ts';
import { setBotField } from './set-bot-field.ts';
import { setBotFieldByName } from './set-bot-field-by-name.ts';
import { setBotFields } from './set-bot-fields.ts';
import { setBotFieldsByName } from './set-bot-fields-by-name.ts';

/** The values that a bot keeps once for everybody: view, and manage. */
export const botFields = defineScopePlugin({
  id: 'bot-fields',
  label: 'Bot fields',
  scopes: [
    {
      id: 'bot-fields:view',
      label: 'View bot fields',
      description: 'Read the values your chatbot works with, such as opening hours or a discount.',
      risk: 'low',
      icon: 'variable',
      group: 'Fields',
      verb: 'see',
      cannot: 'See the values your chatbot works with',
      translations: {
        de: {
          label: 'Bot-Felder ansehen',
          description: 'Die Werte lesen, mit denen Ihr Chatbot arbeitet, etwa Öffnungszeiten oder einen Rabatt.',
          group: 'Felder',
          cannot: 'Die Werte sehen, mit denen Ihr Chatbot arbeitet',
        },
      },
    },
    {
      id: 'bot-fields:manage',
      label: 'Manage bot fields',
      description:
        'Add, change and delete the values your chatbot works with. What it tells everybody can change with them.',
      risk: 'sensitive',
      icon: 'square-function',
      group: 'Fields',
      implies: ['bot-fields:view'],
      verb: 'change',
      cannot: 'Change the values your chatbot works with',
      translations: {
        de: {
          label: 'Bot-Felder verwalten',
          description:
            'Die Werte anlegen, ändern und löschen, mit denen Ihr Chatbot arbeitet. Damit kann sich ändern, was er allen sagt.',
          group: 'Felder',
          cannot: 'Die Werte ändern, mit denen Ihr Chatbot arbeitet',
        },
      },
    },
  ],
  operations: [
    listBotFields,
    createBotField,
    setBotField,
    setBotFieldByName,
    setBotFields,
    setBotFieldsByName,
    deleteBotField,
    deleteBotFieldByName,
  ],
});
