import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../config.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';

/** The answer of a call: its status and body, and the cookies it sets, as a browser would send them back. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  cookie: string;
}

/** The API on a port of its own, with the mails it keeps. */
export interface Accounts extends AsyncDisposable {
  api: TestApi;
  url: string;
  /** A call below `/v1/auth`, as our own pages send it. */
  post(call: string, body: object, cookie?: string): Promise<Answer>;
  get(path: string, cookie?: string): Promise<Answer>;
  remove(path: string, cookie: string): Promise<Answer>;
  /** Subjects and links of the mails to an address, latest first. */
  mailsTo(email: string): Promise<{ subject: string; token: string | undefined; text: string }[]>;
  /** A person whose address is verified, signed in. */
  signedIn(name: string): Promise<{ userId: string; email: string; password: string; cookie: string }>;
}

const origin = 'http://store.test';

/** Opens it. */
export async function openAccounts(changes: Partial<Config> = {}): Promise<Accounts> {
  const api = await createTestApi(changes);
  const server = await new Promise<Server>((resolve) => {
    const listening = api.app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(url + path, { ...init, redirect: 'manual' });
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]!);
    const kept = cookies.filter((cookie) => !cookie.endsWith('='));
    const text = await answer.text();
    const body = ((text && JSON.parse(text)) || {}) as Record<string, unknown>;
    return { status: answer.status, body, cookie: kept.join('; ') };
  };
  const post = (call: string, body: object, cookie = '') =>
    send(`/v1/auth/${call}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body),
    });
  return {
    api,
    url,
    post,
    get: (path, cookie = '') => send(path, { headers: { cookie } }),
    remove: (path, cookie) => send(path, { method: 'DELETE', headers: { cookie, origin } }),
    async mailsTo(email) {
      const { items } = await api.services.mailboxOf(api.services.em()).mailsTo(email, { limit: 50 });
      return items.map(({ subject, text }) => {
        const token = /\?token=(\S+)/.exec(text)?.[1];
        return { subject, text, token: token && decodeURIComponent(token) };
      });
    },
    async signedIn(name) {
      const person = await api.person(name);
      const { cookie } = await post('sign-in/email', { email: person.email, password: person.password });
      return { ...person, cookie };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await api[Symbol.asyncDispose]();
    },
  };
}
