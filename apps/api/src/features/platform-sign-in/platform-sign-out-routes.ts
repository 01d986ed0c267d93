import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';

const place = z.object({
  platform: z.string(),
  url: z.string().nullable().describe('Null where the platform has no such place.'),
});

/** Where whoever came from the platform signs out of it. */
export function platformSignOutRoutes({ config, auth, platform, platformPeopleOf, em }: Services): Route[] {
  return [
    defineRoute({
      id: 'getPlatformSignOut',
      method: 'get',
      path: '/v1/me/platform-sign-out',
      tag: 'Account',
      summary: 'Where the person of this session signs out of the platform as well.',
      access: 'signed-in',
      tokenScope: 'session-only',
      answer: z.object({
        signOut: place.nullable().describe('Null for a session that did not begin at the platform.'),
      }),
      async handle({ header, actor }) {
        const { name } = config.platform ?? {};
        const cookie = header('cookie');
        if (actor.by !== 'session' || platform === undefined || name === undefined || cookie === undefined)
          return { body: { signOut: null } };
        const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
        const known = session === null ? undefined : await platformPeopleOf(em()).sessionOf(session.session.id);
        if (known === undefined) return { body: { signOut: null } };
        const url = (await platform.endSessionUrl(known.idToken)) ?? null;
        return { body: { signOut: { platform: name, url } } };
      },
    }),
  ];
}
