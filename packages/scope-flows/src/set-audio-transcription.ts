import { ok, okSchema, transcriptionModels, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const modelSchema = z
  .enum(transcriptionModels, `Give one of these models: ${transcriptionModels.join(', ')}.`)
  .meta({ description: 'What turns speech into text; none leaves it as it is.', examples: ['whisper-1'] });

/** `POST /flow/settings/set-audio-transcription` */
export const setAudioTranscription = defineOperation({
  id: 'flowSetAudioTranscription',
  method: 'post',
  path: '/flow/settings/set-audio-transcription',
  scope: 'flows:manage',
  summary: 'Choose the speech-to-text model.',
  input: { body: z.object({ stt_model: modelSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.flows.chooseTranscription(body.stt_model);
    return ok;
  },
});
