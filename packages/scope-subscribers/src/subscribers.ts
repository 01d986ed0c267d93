import { defineScopePlugin } from '@minimart/scope-kit';
import { chatOperations } from './chats/chat-operations.ts';
import { fieldOperations } from './fields/field-operations.ts';
import { labelOperations } from './labels/label-operations.ts';
import { profileOperations } from './profiles/profile-operations.ts';
import { tagOperations } from './tags/tag-operations.ts';

/** The people who talk with a workspace's bot: view, and manage. */
export const subscribers = defineScopePlugin({
  id: 'subscribers',
  label: 'Subscribers',
  scopes: [
    {
      id: 'subscribers:view',
      label: 'View bot users',
      description:
        'Read who talks with your chatbot, with names, e-mail addresses, phone numbers, tags, what is stored about them, and their chats.',
      risk: 'sensitive',
      icon: 'users',
      group: 'People',
      verb: 'see',
      cannot: 'See who talks with your chatbot',
      translations: {
        de: {
          label: 'Bot-Nutzer ansehen',
          description:
            'Lesen, wer mit Ihrem Chatbot spricht: Namen, E-Mail-Adressen, Telefonnummern, Tags, gespeicherte Angaben und die Chats.',
          group: 'Personen',
          cannot: 'Sehen, wer mit Ihrem Chatbot spricht',
        },
      },
    },
    {
      id: 'subscribers:manage',
      label: 'Manage bot users',
      description:
        'Add, change and delete the people who talk with your chatbot, with their tags, stored values and chat status.',
      risk: 'high',
      icon: 'user-cog',
      group: 'People',
      implies: ['subscribers:view'],
      verb: 'change',
      cannot: 'Change or delete anyone who talks with your chatbot',
      translations: {
        de: {
          label: 'Bot-Nutzer verwalten',
          description:
            'Personen, die mit Ihrem Chatbot sprechen, anlegen, ändern und löschen, samt Tags, gespeicherten Angaben und Chat-Status.',
          group: 'Personen',
          cannot: 'Jemanden ändern oder löschen, der mit Ihrem Chatbot spricht',
        },
      },
    },
  ],
  operations: [...profileOperations, ...tagOperations, ...fieldOperations, ...labelOperations, ...chatOperations],
});
