import { defineScopePlugin } from '@minimart/scope-kit';
import { countBotUsers } from './count-bot-users.ts';
import { deleteSubFlow } from './delete-sub-flow.ts';
import { getDefaultAiProvider } from './get-default-ai-provider.ts';
import { listAgents } from './list-agents.ts';
import { listChatButtonWidgets } from './list-chat-button-widgets.ts';
import { listErrorLogs } from './list-error-logs.ts';
import { listInboundWebhooks } from './list-inbound-webhooks.ts';
import { listSubFlows } from './list-sub-flows.ts';
import { listTemplateInstalls } from './list-template-installs.ts';
import { setAudioTranscription } from './set-audio-transcription.ts';
import { setDefaultAiProvider } from './set-default-ai-provider.ts';
import { setDefaultStartFlow } from './set-default-start-flow.ts';
import { setWebChatStartFlow } from './set-web-chat-start-flow.ts';

/** The flows of a workspace's bot and what the bot is set to: view, and manage. */
export const flows = defineScopePlugin({
  id: 'flows',
  label: 'Flows',
  scopes: [
    {
      id: 'flows:view',
      label: 'View flows',
      description:
        'Read the names of your flows, what starts them, what went wrong in them, how many people chat, and who of your team answers.',
      risk: 'sensitive',
      icon: 'workflow',
      group: 'Flows',
      verb: 'see',
      cannot: 'See your flows and settings',
      translations: {
        de: {
          label: 'Abläufe ansehen',
          description:
            'Lesen, wie Ihre Abläufe heißen, was sie startet, was darin schiefging, wie viele Menschen chatten und wer im Team antwortet.',
          group: 'Abläufe',
          cannot: 'Ihre Abläufe und Einstellungen sehen',
        },
      },
    },
    {
      id: 'flows:manage',
      label: 'Manage flows',
      description: 'Delete flows, choose the one that greets people, and choose which AI your chatbot uses.',
      risk: 'sensitive',
      icon: 'settings-2',
      group: 'Flows',
      implies: ['flows:view'],
      verb: 'change',
      cannot: 'Delete your flows or change how chats begin',
      translations: {
        de: {
          label: 'Abläufe verwalten',
          description:
            'Abläufe löschen, den Ablauf wählen, der Menschen begrüßt, und wählen, welche KI Ihr Chatbot benutzt.',
          group: 'Abläufe',
          cannot: 'Ihre Abläufe löschen oder ändern, wie Chats beginnen',
        },
      },
    },
  ],
  operations: [
    listSubFlows,
    deleteSubFlow,
    setDefaultStartFlow,
    setWebChatStartFlow,
    listAgents,
    countBotUsers,
    listChatButtonWidgets,
    listInboundWebhooks,
    listTemplateInstalls,
    listErrorLogs,
    getDefaultAiProvider,
    setDefaultAiProvider,
    setAudioTranscription,
  ],
});
