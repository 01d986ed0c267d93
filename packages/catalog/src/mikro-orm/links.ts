import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId, describeToken, hashToken, mintToken, parseToken } from '@minimart/tokens';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { linkStatusOf, type AppLink, type LinkStatus, type NewLink } from '../link.ts';
import { LinkEntity } from './link.entity.ts';
import { findReleases } from './releases.ts';
import { toStoredText } from './to-stored-text.ts';

const prefix = 'mm_link';
const mostOpen = 50;

/** Makes a link to a published version; its token is in this answer and nowhere else. Refuses `not_found` and `too_many_links`. */
export async function createLink(
  em: EntityManager,
  appId: string,
  { createdAt, ...wanted }: NewLink & { createdAt: Date },
): Promise<{ link: AppLink; token: string }> {
  const open = (await findLinks(em, appId)).filter((link) => linkStatusOf(link, createdAt) === 'open');
  if (open.length >= mostOpen)
    throw refuse('too_many_links', `The app has ${mostOpen} open links. Revoke one before you make another.`);
  await assertPublished(em, appId, wanted.version);
  const token = mintToken(prefix);
  const { lastFour } = describeToken(token);
  const unused = { installs: 0, lastUsedAt: null, revokedAt: null };
  const link = { id: createId('lnk'), appId, ...wanted, lastFour, ...unused, createdAt };
  await em.insert(LinkEntity, { ...link, label: toStoredText(wanted.label), tokenHash: hashToken(token) });
  return { link, token };
}

/** The links of an app, the latest first. */
export async function findLinks(em: EntityManager, appId: string): Promise<AppLink[]> {
  const order = { createdAt: 'desc', id: 'asc' } as const;
  return (await em.find(LinkEntity, { appId }, { disableIdentityMap: true, orderBy: order })).map(toLink);
}

/** Ends a link for good; one that was revoked before stays as it is. Refuses `not_found`. */
export async function revokeLink(em: EntityManager, where: { appId: string; id: string }, at: Date): Promise<AppLink> {
  const key = { ...where, id: toStoredText(where.id) };
  await em.nativeUpdate(LinkEntity, { ...key, revokedAt: null }, { revokedAt: at });
  const row = await em.findOne(LinkEntity, key, { disableIdentityMap: true });
  if (row === null) throw refuse('not_found', 'The app has no such link.');
  return toLink(row);
}

/** The link of a token. Refuses `not_found` for a token that is none, and `link_revoked`, `link_expired` and `link_used_up`. */
export async function readLink(em: EntityManager, token: string, now: Date): Promise<AppLink> {
  const row = parseToken(token, [prefix]).ok
    ? await em.findOne(LinkEntity, { tokenHash: hashToken(token) }, { disableIdentityMap: true })
    : null;
  if (row === null)
    throw refuse('not_found', 'This link is not one of ours. Perhaps a part of it was lost on the way.');
  const link = toLink(row);
  const status = linkStatusOf(link, now);
  if (status !== 'open') throw refuse(`link_${status}`, whyNot[status]);
  return link;
}

/**
 * Counts one installation by a link, in the transaction that makes it: of those who come at once, each waits for the one before, so there are never
 * more than its cap. Refuses as `readLink` does.
 */
export async function spendLink(em: EntityManager, token: string, now: Date): Promise<AppLink> {
  const spent = await em.execute<unknown[]>(
    `update catalog.links set installs = installs + 1, last_used_at = ?::timestamptz
     where token_hash = ? and revoked_at is null and expires_at > ?::timestamptz and installs < cap returning id`,
    [now.toISOString(), hashToken(token), now.toISOString()],
  );
  if (spent.length === 0) {
    await readLink(em, token, now);
    throw refuse('link_used_up', whyNot.used_up);
  }
  const row = await em.findOneOrFail(LinkEntity, { tokenHash: hashToken(token) }, { disableIdentityMap: true });
  return toLink(row);
}

const whyNot: Record<Exclude<LinkStatus, 'open'>, string> = {
  revoked: 'The developer has taken this link back. Ask them for another.',
  expired: 'This link has expired. Ask the developer for another.',
  used_up: 'This link has been used as often as it may be. Ask the developer for another.',
};

async function assertPublished(em: EntityManager, appId: string, version: string | null): Promise<void> {
  const releases = await findReleases(em, appId);
  if (version === null && releases.some(({ percentage, rolledBackAt }) => percentage === 100 && rolledBackAt === null))
    return;
  if (
    version !== null &&
    releases.some((each) => each.version === version && each.rolledBackAt === null && each.percentage > 0)
  )
    return;
  const message =
    version === null
      ? 'The app has no version that is out for everybody. Publish one first.'
      : `The app has no version ${version}, or that is not out.`;
  throw new Refusal<CatalogErrorCode>({
    code: 'version_invalid',
    detail: message,
    errors: [{ path: 'version', message }],
  });
}

function toLink(row: LinkEntity): AppLink {
  const { id, appId, label, version, lastFour, cap, installs, expiresAt, createdAt, lastUsedAt, revokedAt } = row;
  return { id, appId, label, version, lastFour, cap, installs, expiresAt, createdAt, lastUsedAt, revokedAt };
}

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}
