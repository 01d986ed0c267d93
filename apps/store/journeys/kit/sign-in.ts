/** A cookie as a browser context takes it. */
export interface SessionCookie {
  name: string;
  value: string;
  url: string;
  httpOnly: boolean;
}

/** Signs in over the API and answers the session's cookies; throws when that is refused. */
export async function signIn(
  baseUrl: string,
  { email, password }: { email: string; password: string },
): Promise<SessionCookie[]> {
  const answer = await fetch(`${baseUrl}/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: baseUrl },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Signing in as ${email} was answered with ${answer.status}.`);
  return answer.headers.getSetCookie().map((cookie) => {
    const [pair = ''] = cookie.split(';');
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    return { name, value, url: baseUrl, httpOnly: /;\s*httponly/i.test(cookie) };
  });
}
