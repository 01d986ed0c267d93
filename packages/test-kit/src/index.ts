export {
  createPlainTestDatabase,
  createTestDatabase,
  type PlainTestDatabase,
  type TestDatabase,
} from './create-test-database.ts';
export { createTestClock, type Clock, type TestClock } from './create-test-clock.ts';
export { createReceiver, type ReceivedRequest, type Receiver, type ReceiverAnswer } from './create-receiver.ts';
export { createMailServer, type MailServer, type MailRefusal, type ReceivedMail } from './create-mail-server.ts';
export { totpCode } from './totp-code.ts';
