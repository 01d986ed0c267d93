export { mailTables } from './mail-tables.ts';
export { createMailbox, type Mailbox, type MailPage } from './create-mailbox.ts';
export { createMailStore } from './create-mail-store.ts';
export { forgetMails } from './forget-mails.ts';
