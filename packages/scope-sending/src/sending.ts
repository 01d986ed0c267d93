import { defineScopePlugin } from '@minimart/scope-kit';
import { sendContent } from './send-content.ts';
import { sendEmail } from './send-email.ts';
import { sendFacebookTemplate } from './send-facebook-utility-message-template.ts';
import { sendFacebookTemplateByUserId } from './send-facebook-utility-message-template-by-user-id.ts';
import { sendMainFlow } from './send-main-flow.ts';
import { sendNode } from './send-node.ts';
import { sendSms } from './send-sms.ts';
import { sendSubFlow } from './send-sub-flow.ts';
import { sendSubFlowByFlowName } from './send-sub-flow-by-flow-name.ts';
import { sendSubFlowByUserId } from './send-sub-flow-by-user-id.ts';
import { sendText } from './send-text.ts';
import { sendWhatsappTemplate } from './send-whatsapp-template.ts';
import { sendWhatsappTemplateByUserId } from './send-whatsapp-template-by-user-id.ts';

/** What reaches one subscriber: texts, and flows the workspace has made. */
export const sending = defineScopePlugin({
  id: 'sending',
  label: 'Sending',
  namespaces: ['sub-flows', 'messages'],
  scopes: [
    {
      id: 'sub-flows:send',
      label: 'Send sub flows',
      description: 'Start a flow that you have made, for one person who talks with your chatbot.',
      risk: 'sensitive',
      icon: 'workflow',
      group: 'Sending',
      verb: 'send',
      cannot: 'Start your flows for anyone',
      translations: {
        de: {
          label: 'Unterabläufe senden',
          description: 'Einen Ablauf, den Sie erstellt haben, für eine Person starten, die mit Ihrem Chatbot spricht.',
          group: 'Senden',
          cannot: 'Ihre Abläufe für jemanden starten',
        },
      },
    },
    {
      id: 'messages:send',
      label: 'Send messages',
      description:
        'Write anything to people who talk with your chatbot, in its name: in the chat, by e-mail, by SMS or with a template.',
      risk: 'high',
      icon: 'send',
      group: 'Sending',
      verb: 'send',
      cannot: 'Write messages to anyone',
      translations: {
        de: {
          label: 'Nachrichten senden',
          description:
            'Personen, die mit Ihrem Chatbot sprechen, in seinem Namen Beliebiges schreiben: im Chat, per E-Mail, per SMS oder mit einer Vorlage.',
          group: 'Senden',
          cannot: 'Jemandem Nachrichten schreiben',
        },
      },
    },
  ],
  operations: [
    sendText,
    sendContent,
    sendEmail,
    sendSms,
    sendWhatsappTemplate,
    sendWhatsappTemplateByUserId,
    sendFacebookTemplate,
    sendFacebookTemplateByUserId,
    sendSubFlow,
    sendSubFlowByFlowName,
    sendSubFlowByUserId,
    sendNode,
    sendMainFlow,
  ],
});
