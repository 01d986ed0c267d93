import { redirect } from '@sveltejs/kit';
import { publicOrigin } from '#lib/server/call-api.ts';
import { cookieName } from '#lib/server/cookie-name.ts';
import { parseTheme } from '#lib/theme.ts';
import { safeNext } from '#lib/server/safe-next.ts';
import type { RequestHandler } from './$types';

const yearSeconds = 365 * 24 * 60 * 60;

export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const next = form.get('next');
  cookies.set(cookieName('theme', publicOrigin(url)), parseTheme(form.get('theme')), {
    path: '/',
    maxAge: yearSeconds,
    sameSite: 'lax',
    httpOnly: true,
    secure: publicOrigin(url).startsWith('https:'),
  });
  redirect(303, safeNext(typeof next === 'string' ? next : null));
};
