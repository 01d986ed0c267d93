import type { Manifest } from '@minimart/app-manifest';
import { carryOver } from './carry-over.ts';
import type { InstallPorts } from './ports.ts';

/** What a release would mean for those who have the app: how many take it over by themselves, and how many are asked first. */
export interface ForeseenRelease {
  total: number;
  byThemselves: number;
  asked: number;
  /** Whether the two are reckoned from a part of the installations, since there are too many to look at each. */
  isEstimate: boolean;
}

/** How many installations are looked at one by one. */
const most = 500;

/** Foresees what `manifest`, let out to everybody, means for the live installations of an app; nothing is changed. */
export async function foreseeRelease(
  { store, sealer }: Pick<InstallPorts, 'store' | 'sealer'>,
  { appId, version, manifest }: { appId: string; version: string; manifest: Manifest },
): Promise<ForeseenRelease> {
  const total = (await store.countLive([appId])).get(appId) ?? 0;
  const seen = await store.listSome(appId, most);
  if (seen.length === 0) return { total, byThemselves: 0, asked: 0, isEstimate: false };
  const takes = seen.filter((record) => carryOver(sealer, record, { version, manifest }) !== undefined).length;
  const byThemselves = Math.round((takes * total) / seen.length);
  return { total, byThemselves, asked: total - byThemselves, isEstimate: seen.length < total };
}
