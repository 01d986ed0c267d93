/** The secret within `otpauth://totp/…`, in groups of four as one types it; undefined for anything else. */
export function readTotpUri(uri: string): { uri: string; secret: string } | undefined {
  if (!uri.startsWith('otpauth://totp/') || uri.length > 500 || !URL.canParse(uri)) return undefined;
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  if (!/^[A-Z2-7]{16,128}=*$/.test(secret)) return undefined;
  return { uri, secret: (secret.replaceAll('=', '').match(/.{1,4}/g) ?? []).join(' ') };
}
