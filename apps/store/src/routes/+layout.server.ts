import { publicOrigin } from '#lib/server/call-api.ts';
import { cookieName } from '#lib/server/cookie-name.ts';
import { parseTheme } from '#lib/theme.ts';
import type { LayoutServerLoad } from './$types';

// Pages are plain documents; the few that live on say so themselves. A visitor is sent no framework.
export const csr = false;

export const load: LayoutServerLoad = async ({ locals, cookies, url, request }) => {
  return {
    viewer: await locals.viewer(),
    theme: parseTheme(cookies.get(cookieName('theme', publicOrigin(url)))),
    origin: publicOrigin(url),
    isAnswerToForm: request.method === 'POST',
  };
};
