export type { ClaimedMail, MailAddress, MailStatus, NewMail, StoredMail } from './mail.ts';
export { toLine, writeMail, type MailWords } from './write-mail.ts';
export { mailRetryPlan } from './retry-plan.ts';
export { parseMailFrom } from './parse-mail-from.ts';
export { createSmtpSender, type SmtpOptions } from './create-smtp-sender.ts';
export { MailDispatcher, type MailDispatcherOptions, type MailLogger } from './mail-dispatcher.ts';
export type { MailSender, SendResult } from './mail-sender.ts';
export type { MailResult, MailStore } from './mail-store.ts';
