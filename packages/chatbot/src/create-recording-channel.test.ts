import { createRecordingChannel } from './create-recording-channel.ts';
import { describeChannel } from './testing/index.ts';

describeChannel('recording', createRecordingChannel);
