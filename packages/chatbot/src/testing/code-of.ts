import { isRefusal } from '@minimart/problem';
import { expect } from 'vitest';
import { chatbotErrorCodes } from '../chatbot-error.ts';

/** The code a call is refused with, or `answered`; anything else that is thrown is a defect and thrown on. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  const thrown = await call.then(
    () => 'answered',
    (error: unknown) => error,
  );
  if (thrown === 'answered') return 'answered';
  if (!isRefusal(thrown)) throw thrown;
  expect(chatbotErrorCodes).toContain(thrown.code);
  return thrown.code;
}
