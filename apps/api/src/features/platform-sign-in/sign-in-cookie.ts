import type { SignInChecks } from '@minimart/accounts';
import type { Sealer } from '@minimart/sealing';

/** A sign-in that was begun, as the visitor's browser keeps it meanwhile. */
export interface BegunSignIn {
  checks: SignInChecks;
  /** Where to go afterwards, and where to be told that it failed. */
  next: string;
  signInPage: string;
}

/** How long a visitor may take at the platform. */
const patienceSeconds = 600;
const context = 'platform sign-in';

/** The cookie by which a browser proves that it began a sign-in: sealed, for this host alone, sent along when the platform sends the visitor back. */
export function createSignInCookie({ baseUrl, sealer }: { baseUrl: string; sealer: Sealer }) {
  const isHttps = baseUrl.startsWith('https:');
  // `__Host-` as for sessions, see createAuth.
  const name = `${isHttps ? '__Host-' : ''}minimart.platform_sign_in`;
  const write = (value: string, seconds: number) =>
    `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
  return {
    /** The value of `Set-Cookie`. */
    write(begun: BegunSignIn, now: Date): string {
      const expiresAt = now.getTime() + patienceSeconds * 1000;
      return write(
        sealer.seal(JSON.stringify({ ...begun, expiresAt }), context).toString('base64url'),
        patienceSeconds,
      );
    },
    clear: () => write('', 0),
    /** What the `Cookie` header has of it; undefined where that is nothing, not ours, or too old. */
    read(header: string | undefined, now: Date): (BegunSignIn & { expiresAt: number }) | undefined {
      const pairs = (header ?? '').split(';').map((pair) => pair.trim());
      const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
      if (!value) return undefined;
      let begun: BegunSignIn & { expiresAt: number };
      try {
        begun = JSON.parse(sealer.open(Buffer.from(value, 'base64url'), context).toString());
      } catch {
        return undefined; // Not sealed by us: as good as none.
      }
      return begun.expiresAt > now.getTime() ? begun : undefined;
    },
  };
}
