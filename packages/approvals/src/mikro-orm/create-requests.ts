import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import type { ApprovalErrorCode } from '../approval-error-codes.ts';
import type { InstallRequest, NewInstallRequest, RequestQuery, RequestStatus } from '../install-request.ts';
import { parseRequestCursor, writeRequestCursor } from '../request-cursor.ts';
import { RequestRow } from './request.entity.ts';

/** Names one ask of one workspace; in another workspace it does not exist. */
export interface RequestRef {
  workspaceId: string;
  requestId: string;
}

/** How an ask ends. */
export interface RequestEnd {
  status: Exclude<RequestStatus, 'open'>;
  by: string;
  answer?: string;
  installationId?: string | undefined;
}

/** What members ask for, in the EntityManager's transaction. All but reading must run in one. */
export interface Requests {
  /**
   * Waits for others who ask for the app or install it in the workspace. Whoever asks calls it before looking whether the app is installed, so that
   * no ask outlives an install.
   */
  waitForTurn(workspaceId: string, appId: string): Promise<void>;
  /** Refuses `already_asked`, with `requestId`, when the member has asked for the app and is not answered yet. */
  open(wanted: NewInstallRequest): Promise<InstallRequest>;
  /** Throws `not_found`. */
  find(ref: RequestRef): Promise<InstallRequest>;
  /**
   * An open ask, or one that has ended as `isSame` knows it, held until the transaction ends. Throws `not_found` or `request_answered`, with
   * `requestStatus`.
   */
  lockOpen(ref: RequestRef, isSame?: (ended: InstallRequest) => boolean): Promise<InstallRequest>;
  end(request: InstallRequest, end: RequestEnd): Promise<InstallRequest>;
  /** Ends every open ask for an app that has been installed; answers them. */
  closeFor(installed: {
    workspaceId: string;
    appId: string;
    installationId: string;
    by: string;
  }): Promise<InstallRequest[]>;
  /** Takes back every open ask of somebody who does not belong to the workspace any more; answers them. */
  withdrawAllOf(gone: { workspaceId: string; userId: string; by: string }): Promise<InstallRequest[]>;
  /** Latest first. Throws `invalid_cursor`. */
  list(query: RequestQuery): Promise<{ items: InstallRequest[]; nextCursor: string | null }>;
  /** How many are open. */
  countOpen(of: { workspaceId: string; userId?: string | undefined }): Promise<number>;
}

const asStored = { disableIdentityMap: true } as const;

/** Asks on PostgreSQL. */
export function createRequests(em: EntityManager, { clock }: { clock: { now(): Date } }): Requests {
  const waitForTurn = async (workspaceId: string, appId: string) => {
    const name = `approvals.requests ${workspaceId} ${appId}`;
    await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [name]);
  };
  const endAll = async (where: FilterQuery<RequestRow>, { status, by, answer = '', installationId = null }: EndOf) => {
    const answeredAt = clock.now();
    await em.nativeUpdate(RequestRow, where, { status, answeredBy: by, answer, installationId, answeredAt });
    return { status, answeredBy: by, answer, installationId, answeredAt };
  };
  const find = async ({ workspaceId, requestId }: RequestRef, lockMode?: LockMode) => {
    const row = await em.findOne(
      RequestRow,
      { id: requestId, workspaceId },
      { ...asStored, ...(lockMode && { lockMode }) },
    );
    if (row === null) throw refuse('not_found', 'There is no such ask in this workspace.');
    return toRequest(row);
  };
  return {
    waitForTurn,
    async open({ workspaceId, app, userId, scopes, note }) {
      const asked = { workspaceId, appId: app.id, userId };
      const before = await em.findOne(RequestRow, { ...asked, status: 'open' }, asStored);
      if (before !== null) throw alreadyAsked(app.name, before.id);
      const fresh = { status: 'open' as const, answeredBy: null, answer: '', installationId: null, answeredAt: null };
      const what = { version: app.version, scopes: [...scopes], note, createdAt: clock.now() };
      const request = { id: createId('irq'), ...asked, ...what, ...fresh };
      await em.insert(RequestRow, request);
      return request;
    },
    find: (ref) => find(ref),
    async lockOpen(ref, isSame = () => false) {
      const request = await find(ref, LockMode.PESSIMISTIC_WRITE);
      if (request.status === 'open' || isSame(request)) return request;
      throw refuse('request_answered', `This ask is ${inWords[request.status]} already.`, {
        requestStatus: request.status,
      });
    },
    end: async (request, end) => ({ ...request, ...(await endAll({ id: request.id }, end)) }),
    async closeFor({ workspaceId, appId, installationId, by }) {
      await waitForTurn(workspaceId, appId);
      const rows = await em.find(RequestRow, { workspaceId, appId, status: 'open' }, asStored);
      if (rows.length === 0) return [];
      const ended = await endAll({ id: rows.map(({ id }) => id) }, { status: 'closed', by, installationId });
      return rows.map((row) => ({ ...toRequest(row), ...ended }));
    },
    async withdrawAllOf({ workspaceId, userId, by }) {
      // Waits for whoever is answering one, which then stays as it was answered.
      const held = { ...asStored, lockMode: LockMode.PESSIMISTIC_WRITE } as const;
      const rows = await em.find(RequestRow, { workspaceId, userId, status: 'open' }, held);
      if (rows.length === 0) return [];
      const ended = await endAll({ id: rows.map(({ id }) => id) }, { status: 'withdrawn', by });
      return rows.map((row) => ({ ...toRequest(row), ...ended }));
    },
    async list({ workspaceId, userId, appId, status, cursor, limit }) {
      const of = { workspaceId, ...(userId !== undefined && { userId }), ...(appId !== undefined && { appId }) };
      const where = { ...of, ...(status !== undefined && { status }), ...olderThan(cursor) };
      const orderBy = { createdAt: 'desc', id: 'desc' } as const;
      const rows = await em.find(RequestRow, where, { ...asStored, orderBy, limit: limit + 1 });
      const items = rows.slice(0, limit).map(toRequest);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? writeRequestCursor(last) : null };
    },
    countOpen: ({ workspaceId, userId }) =>
      em.count(RequestRow, { workspaceId, status: 'open', ...(userId !== undefined && { userId }) }),
  };
}

type EndOf = Omit<RequestEnd, 'installationId'> & { installationId?: string | null | undefined };

function olderThan(cursor: string | undefined): FilterQuery<RequestRow> & object {
  if (cursor === undefined) return {};
  const { createdAt, id } = parseRequestCursor(cursor);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: id } }] };
}

function toRequest(row: RequestRow): InstallRequest {
  const { id, workspaceId, appId, version, userId, scopes, note, status } = row;
  const { answeredBy, answer, installationId, createdAt, answeredAt } = row;
  const ended = { answeredBy, answer, installationId, answeredAt };
  return { id, workspaceId, appId, version, userId, scopes, note, status, createdAt, ...ended };
}

const inWords = { approved: 'approved', declined: 'declined', withdrawn: 'withdrawn', closed: 'closed' } as const;

function refuse(code: ApprovalErrorCode, detail: string, extra: Record<string, unknown> = {}): Refusal {
  return new Refusal({ code, detail, extra });
}

function alreadyAsked(appName: string, requestId: string): Refusal {
  return refuse('already_asked', `You have asked for ${appName} already, and are not answered yet.`, { requestId });
}
