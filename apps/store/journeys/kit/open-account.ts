import { randomUUID } from 'node:crypto';
import { signIn, type SessionCookie } from './sign-in.ts';
import { system } from './system.ts';

/** Somebody with an account of their own, so that no journey changes how the people of the demo sign in. */
export interface OwnAccount {
  name: string;
  email: string;
  password: string;
  cookies: SessionCookie[];
}

/** Signs somebody up over the API, confirms their address by the mail that the demo keeps, and signs them in. */
export async function openAccount(name: string): Promise<OwnAccount> {
  const [email, password] = [`${randomUUID()}@example.com`, `pass ${randomUUID()}`];
  await post('/v1/auth/sign-up/email', { name, email, password });
  const { items } = (await post('/v1/outbox/waiting', { email, password })) as { items: { text: string }[] };
  await post('/v1/auth/verify-email', { token: tokenIn(items[0]?.text ?? '') });
  return { name, email, password, cookies: await signIn(system.baseUrl, { email, password }) };
}

/** The mails that somebody got, latest first. */
export async function mailsOf({ cookies }: OwnAccount): Promise<{ subject: string; text: string }[]> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${system.baseUrl}/v1/outbox`, { headers: { cookie } });
  return ((await answer.json()) as { items: { subject: string; text: string }[] }).items;
}

/** The address of the page that a mail leads to. */
export function linkIn(text: string): string {
  return /https?:\/\/\S+/.exec(text)?.[0] ?? '';
}

const tokenIn = (text: string) => new URL(linkIn(text)).searchParams.get('token');

async function post(path: string, body: object): Promise<unknown> {
  const answer = await fetch(system.baseUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: system.baseUrl },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
