import { defineScopePlugin } from '@minimart/scope-kit';
import { broadcast } from './broadcast.ts';
import { broadcastBySegment } from './broadcast-by-segment.ts';
import { broadcastByTag } from './broadcast-by-tag.ts';
import { broadcastByUserId } from './broadcast-by-user-id.ts';
import { broadcastFacebookTemplateByTag } from './broadcast-facebook-utility-message-template-by-tag.ts';
import { broadcastFacebookTemplateByUserId } from './broadcast-facebook-utility-message-template-by-user-id.ts';
import { broadcastWhatsappTemplateByTag } from './broadcast-whatsapp-template-by-tag.ts';
import { broadcastWhatsappTemplateByUserId } from './broadcast-whatsapp-template-by-user-id.ts';
import { cancelBroadcast } from './cancel-broadcast.ts';
import { deleteBroadcast } from './delete-broadcast.ts';
import { listBroadcasts } from './list-broadcasts.ts';

/** Messages for many people: view, and send. */
export const broadcasts = defineScopePlugin({
  id: 'broadcasts',
  label: 'Broadcasts',
  scopes: [
    {
      id: 'broadcasts:view',
      label: 'View broadcasts',
      description: 'Read which messages went to many people at once, and how many got them.',
      risk: 'low',
      icon: 'radio-tower',
      group: 'Broadcasts',
      verb: 'see',
      cannot: 'See your broadcasts',
      translations: {
        de: {
          label: 'Rundsendungen ansehen',
          description: 'Lesen, welche Nachrichten an viele zugleich gingen und wie viele sie bekommen haben.',
          group: 'Rundsendungen',
          cannot: 'Ihre Rundsendungen sehen',
        },
      },
    },
    {
      id: 'broadcasts:send',
      label: 'Send broadcasts',
      description: 'Write to many people who talk with your chatbot at once, in its name, and stop broadcasts.',
      risk: 'high',
      icon: 'megaphone',
      group: 'Broadcasts',
      implies: ['broadcasts:view'],
      verb: 'send',
      cannot: 'Write to many people at once',
      translations: {
        de: {
          label: 'Rundsendungen senden',
          description:
            'Vielen Personen, die mit Ihrem Chatbot sprechen, zugleich in seinem Namen schreiben und Rundsendungen anhalten.',
          group: 'Rundsendungen',
          cannot: 'Vielen Personen zugleich schreiben',
        },
      },
    },
  ],
  operations: [
    broadcast,
    broadcastByUserId,
    broadcastBySegment,
    broadcastByTag,
    broadcastWhatsappTemplateByTag,
    broadcastWhatsappTemplateByUserId,
    broadcastFacebookTemplateByTag,
    broadcastFacebookTemplateByUserId,
    cancelBroadcast,
    deleteBroadcast,
    listBroadcasts,
  ],
});
