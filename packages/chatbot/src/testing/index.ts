export { describeChannel } from './describe-channel.ts';
export { plantSample, type SampleWorkspaces } from './plant-sample.ts';
export { useSampleChatbot, type SampleChatbot } from './use-sample-chatbot.ts';
