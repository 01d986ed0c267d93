import { parseTheme, themeCookie } from '#lib/theme.ts';
import { publicOrigin } from '#lib/server/call-api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, depends, url }) => {
  depends('store:theme');
  return {
    viewer: await locals.viewer(),
    theme: parseTheme(cookies.get(themeCookie)),
    origin: publicOrigin(url),
  };
};
