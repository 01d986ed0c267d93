import { defineScopePlugin } from '@minimart/scope-kit';
import { createUserField } from './create-user-field.ts';
import { deleteUserField } from './delete-user-field.ts';
import { deleteUserFieldByName } from './delete-user-field-by-name.ts';
import { listUserFields } from './list-user-fields.ts';
import { updateUserField } from './update-user-field.ts';

/** The fields that a bot keeps per subscriber: view, and manage. */
export const userFields = defineScopePlugin({
  id: 'user-fields',
  label: 'User fields',
  scopes: [
    {
      id: 'user-fields:view',
      label: 'View user fields',
      description:
        'Read which fields your chatbot keeps about people, such as their city. It does not tell what is stored about anyone.',
      risk: 'low',
      icon: 'text-cursor-input',
      group: 'Fields',
      verb: 'see',
      cannot: 'See which fields you keep about people',
      translations: {
        de: {
          label: 'Nutzerfelder ansehen',
          description:
            'Lesen, welche Felder Ihr Chatbot über Personen führt, etwa den Ort. Was über jemanden gespeichert ist, ist damit nicht zu sehen.',
          group: 'Felder',
          cannot: 'Sehen, welche Felder Sie über Personen führen',
        },
      },
    },
    {
      id: 'user-fields:manage',
      label: 'Manage user fields',
      description:
        'Add, rename and delete the fields your chatbot keeps about people. A deleted field takes along what was stored in it about everyone.',
      risk: 'sensitive',
      icon: 'square-pen',
      group: 'Fields',
      implies: ['user-fields:view'],
      verb: 'change',
      cannot: 'Change which fields you keep about people',
      translations: {
        de: {
          label: 'Nutzerfelder verwalten',
          description:
            'Felder, die Ihr Chatbot über Personen führt, anlegen, umbenennen und löschen. Ein gelöschtes Feld nimmt alles mit, was darin über Personen gespeichert war.',
          group: 'Felder',
          cannot: 'Ändern, welche Felder Sie über Personen führen',
        },
      },
    },
  ],
  operations: [listUserFields, createUserField, updateUserField, deleteUserField, deleteUserFieldByName],
});
