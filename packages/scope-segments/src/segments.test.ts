import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { segments } from './segments.ts';

const sample = useSampleChatbot();
describeScopePlugin(segments, sample);

const call = createCaller(segments);

test('lists the segments of this bot alone, by part of a name', async () => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, 'flowSegment')).toMatchObject({
      data: [
        { name: 'Newsletter readers', segment_ns: 'f123sg34' },
        { name: 'Leads who may be mailed', segment_ns: 'f123sg56' },
      ],
      meta: { total: 2 },
    });
    expect(await call(bot, 'flowSegment', { query: { name: 'LEADS' } })).toMatchObject({
      data: [{ segment_ns: 'f123sg56' }],
    });
  });
});
