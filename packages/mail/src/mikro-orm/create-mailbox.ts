import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { Sealer } from '@minimart/sealing';
import { createId } from '@minimart/tokens';
import type { NewMail, StoredMail } from '../mail.ts';
import { toLine } from '../write-mail.ts';
import { MailRow } from './mail.entity.ts';
import { openContent, sealContent } from './seal-content.ts';

/** What is done with mails: sent by a server, kept to be read here, or not written at all since nobody would ever get them. */
export type MailMode = 'send' | 'keep' | 'drop';

/** A page of somebody's mails, latest first. */
export interface MailPage {
  items: StoredMail[];
  nextCursor: string | null;
}

/** Mails, in the EntityManager's transaction: one that is rolled back was never written, and one that commits goes out. */
export interface Mailbox {
  enqueue(mails: readonly NewMail[]): Promise<void>;
  /** The mails to an address, as long as what they say is kept. Throws the refusal `invalid_cursor` for a cursor that is none. */
  mailsTo(address: string, page: { limit: number; cursor?: string | undefined }): Promise<MailPage>;
}

/** A mailbox on PostgreSQL; what mails say lies there sealed. */
export function createMailbox(em: EntityManager, { mode, sealer }: { mode: MailMode; sealer: Sealer }): Mailbox {
  return {
    async enqueue(mails) {
      if (mode === 'drop' || mails.length === 0) return;
      const rows = mails.map((mail) => toRow(mail, { status: mode === 'send' ? 'waiting' : 'kept', sealer }));
      await em.createQueryBuilder(MailRow).insert(rows).onConflict().ignore().execute('run');
    },
    async mailsTo(address, { limit, cursor }) {
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      const older =
        after === undefined
          ? {}
          : { $or: [{ createdAt: { $lt: after.at } }, { createdAt: after.at, id: { $lt: after.id } }] };
      const rows = await em.find(
        MailRow,
        { toAddress: address, ...older },
        { disableIdentityMap: true, orderBy: { createdAt: 'desc', id: 'desc' }, limit: limit + 1 },
      );
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.flatMap((row) => toMail(row, sealer)),
        nextCursor: rows.length > limit && last ? writeCursor(last) : null,
      };
    },
  };
}

function toRow(
  { to, subject, text, html, dedupeKey }: NewMail,
  { status, sealer }: { status: 'waiting' | 'kept'; sealer: Sealer },
) {
  const id = createId('mail');
  const addressed = { toName: toLine(to.name), toAddress: to.address };
  const fresh = { attempts: 0, leaseToken: null, leasedUntil: null, lastError: null, settledAt: null };
  const words = { subject: null, text: null, html: null };
  const sealed = sealContent(sealer, id, { subject: toLine(subject), text, html });
  return { id, ...addressed, ...words, sealed, dedupeKey: dedupeKey ?? null, status, ...fresh };
}

function toMail(row: MailRow, sealer: Sealer): StoredMail[] {
  const content = openContent(sealer, row);
  if (content === undefined) return [];
  const { id, toName, toAddress, status, createdAt } = row;
  return [{ id, to: { name: toName, address: toAddress }, ...content, status, createdAt }];
}

function writeCursor({ createdAt, id }: MailRow): string {
  return Buffer.from(`mail ${createdAt.toISOString()} ${id}`).toString('base64url');
}

function parseCursor(cursor: string): { at: Date; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, at, id] = /^mail (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) (\w{1,64})$/.exec(text) ?? [];
  if (at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at))) return { at: new Date(at), id };
  const message = 'This is not a cursor of this list. Use the nextCursor of a page, or leave it out.';
  throw new Refusal({ code: 'invalid_cursor', detail: message, errors: [{ path: 'cursor', message }] });
}
