import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware, isAPIError } from 'better-auth/api';

/** Another password ends what waits for its person: other links to choose one, and second steps that the former password began. */
export function linksEndWithPassword(): BetterAuthPlugin {
  return {
    id: 'links-end-with-password',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/change-password',
          handler: createAuthMiddleware(async ({ context }) => {
            if (!isAPIError(context.returned) && context.session) await endWaiting(context, context.session.user.id);
          }),
        },
      ],
    },
  };
}

/** Ends what waits for a person: rows of `verification` that stand for them. */
export async function endWaiting(
  {
    adapter,
  }: { adapter: { deleteMany(query: { model: string; where: { field: string; value: string }[] }): unknown } },
  userId: string,
): Promise<void> {
  await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: userId }] });
}
