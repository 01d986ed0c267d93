import type { Manifest } from '@minimart/app-manifest';
import type { Asset, CheckFinding, VersionCheck } from '@minimart/catalog';

/** What the automatic checks of a version look at; all of it read before they begin. */
export interface CheckContext {
  manifest: Manifest;
  /** What is out at the moment: its version and manifest; undefined for a first version. */
  former: { version: string; manifest: Manifest } | undefined;
  /** The domain that the developer has proven. */
  domain: string | null;
  /** The pictures and videos that the manifest names, by id. */
  assets: ReadonlyMap<string, Asset>;
  /** Scopes that installations have held for thirty days without a call that needed one. */
  unusedScopes: readonly string[];
  labelOf(scope: string): string;
  /** Why a request may not go to an address; undefined where it may. */
  forbids(url: string): string | undefined;
  /** Asks for an address once, within bounds of time and size; follows nothing. */
  ask(
    url: string,
  ): Promise<{ ok: true; statusCode: number; location: string | undefined } | { ok: false; error: string }>;
}

const worstFirst = ['fail', 'warn', 'pass'] as const;

/** A check with the worst of what it found, and that first; `otherwise` is said where it found nothing. */
export function toCheck(id: VersionCheck['id'], found: readonly CheckFinding[], otherwise: string): VersionCheck {
  const findings = found.length > 0 ? [...found] : [{ verdict: 'pass' as const, text: otherwise }];
  const place = ({ verdict }: CheckFinding) => worstFirst.indexOf(verdict);
  findings.sort((one, other) => place(one) - place(other));
  return { id, verdict: findings[0]!.verdict, findings };
}
