import { Refusal } from '@minimart/problem';
import type { ReviewErrorCode } from './review-error-codes.ts';

const dayMs = 24 * 3_600_000;

/** For how long an app must have worked in a workspace that makes no calls with its key. */
export const daysActive = 7;

/** How long ago its key may have been used. */
export const daysOfKey = 90;

/** One installation of the app in the workspace, former ones too. */
export interface UseOfApp {
  version: string;
  /** In a developer's sandbox. */
  isTest: boolean;
  /** When it first worked; null when it never did. */
  firstActiveAt: Date | null;
  /** When it was uninstalled; null while it is there. */
  endedAt: Date | null;
  /** When its key was last used for a call of the platform API, within `daysOfKey`; null when it was not. */
  keyUsedAt: Date | null;
}

/** What a workspace has to do with an app: facts that other parts of the platform know. */
export interface UseOfWorkspace {
  /** Whether the developer of the app is a member there. */
  isDevelopers: boolean;
  /** The latest first. */
  installations: readonly UseOfApp[];
}

/** Finds it, as it stands at this moment. */
export interface UsePort {
  useOf(place: { workspaceId: string; appId: string }): Promise<UseOfWorkspace>;
}

/** Why a workspace may not review: it is the developer's own, the app never worked there, or has not for long enough. */
export const unearnedReasons = ['own_app', 'never_active', 'too_early'] as const;

/** One of `unearnedReasons`. */
export type UnearnedReason = (typeof unearnedReasons)[number];

/** Whether a workspace may review an app: with the version it has used, or why not, and from when on it may where that is known. */
export type RealUse = { ok: true; version: string } | { ok: false; reason: UnearnedReason; from: Date | null };

/**
 * Real use: an installation that has worked and whose key was used in the last 90 days, or one that has worked for seven. Sandboxes never count, nor
 * does a workspace that the app's developer belongs to. One that has left may still say why.
 */
export function judgeUse({ isDevelopers, installations }: UseOfWorkspace, now: Date): RealUse {
  if (isDevelopers) return { ok: false, reason: 'own_app', from: null };
  const worked = installations.flatMap(({ firstActiveAt, isTest, ...rest }) =>
    firstActiveAt === null || isTest ? [] : [{ ...rest, firstActiveAt }],
  );
  const earned = worked.find(({ firstActiveAt, endedAt, keyUsedAt }) => {
    const wasUsed = keyUsedAt !== null && now.getTime() - keyUsedAt.getTime() <= daysOfKey * dayMs;
    return wasUsed || (endedAt ?? now).getTime() - firstActiveAt.getTime() >= daysActive * dayMs;
  });
  if (earned !== undefined) return { ok: true, version: earned.version };
  if (worked.length === 0) return { ok: false, reason: 'never_active', from: null };
  const running = worked.find(({ endedAt }) => endedAt === null);
  const from = running === undefined ? null : new Date(running.firstActiveAt.getTime() + daysActive * dayMs);
  return { ok: false, reason: 'too_early', from };
}

const words: Record<UnearnedReason, string> = {
  own_app: 'The developer of the app belongs to this workspace, so it does not review it.',
  never_active: 'The app has never worked in this workspace, so it does not review it.',
  too_early: `The app has to have worked in this workspace for ${daysActive} days, or to have used its key, before it is reviewed.`,
};

/** The version that was used; throws the refusal `review_not_earned`, which says why, and from when on where that is known. */
export function assertEarned(use: RealUse): string {
  if (use.ok) return use.version;
  const { reason, from } = use;
  const extra = { reason, ...(from !== null && { from: from.toISOString() }) };
  throw new Refusal<ReviewErrorCode>({ code: 'review_not_earned', detail: words[reason], extra });
}
