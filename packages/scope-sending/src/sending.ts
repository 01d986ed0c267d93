import { defineScopePlugin } from '@minimart/scope-kit';
import { sendMainFlow } from './send-main-flow.ts';
import { sendSubFlow } from './send-sub-flow.ts';
import { sendSubFlowByFlowName } from './send-sub-flow-by-flow-name.ts';
import { sendText } from './send-text.ts';

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
      description: 'Write any text to one person who talks with your chatbot, in the name of your chatbot.',
      risk: 'high',
      icon: 'send',
      group: 'Sending',
      verb: 'send',
      cannot: 'Write messages to anyone',
      translations: {
        de: {
          label: 'Nachrichten senden',
          description:
            'Einer Person, die mit Ihrem Chatbot spricht, beliebigen Text schreiben, im Namen Ihres Chatbots.',
          group: 'Senden',
          cannot: 'Jemandem Nachrichten schreiben',
        },
      },
    },
  ],
  operations: [sendText, sendSubFlow, sendSubFlowByFlowName, sendMainFlow],
});
