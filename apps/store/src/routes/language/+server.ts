import { baseLocale, locales, localeOfPath } from '@minimart/messages';
import { redirect } from '@sveltejs/kit';
import { publicOrigin } from '#lib/server/call-api.ts';
import { cookieName } from '#lib/server/cookie-name.ts';
import { safeNext } from '#lib/server/safe-next.ts';
import type { RequestHandler } from './$types';

const yearSeconds = 365 * 24 * 60 * 60;

/** Keeps the language that a visitor has chosen. The page they come back to is the one without a language in its address. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const [language, next] = [form.get('language'), form.get('next')];
  cookies.set(cookieName('language', publicOrigin(url)), locales.find((locale) => locale === language) ?? baseLocale, {
    path: '/',
    maxAge: yearSeconds,
    sameSite: 'lax',
    httpOnly: true,
    secure: publicOrigin(url).startsWith('https:'),
  });
  const { rest } = localeOfPath(typeof next === 'string' ? next : '/');
  redirect(303, safeNext(rest));
};
