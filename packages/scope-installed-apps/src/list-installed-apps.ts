import { pageFields, pageQueryFields, toPageFields, type Chatbot, type MiniApp } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const installedAppSchema = z
  .object({
    id: z.int().meta({ description: 'What other calls name the installed app by.', examples: [7] }),
    app_ns: z.string(),
    title: z.string(),
    intro: z.string(),
    logo: z.string().optional(),
    image: z.string().optional(),
    auth_type: z.enum(['apikey', 'oauth2']).optional().meta({ description: 'Left out for an app that takes no key.' }),
    param_names: z
      .array(z.string())
      .meta({ description: 'The keys that the app takes, by name; never their values.', examples: [['api_key']] }),
    status: z.string().meta({ description: 'pending, active or failed.', examples: ['active'] }),
    version: z.string(),
  })
  .meta({ id: 'InstalledApp' });

/** `GET /installed-mini-app/list` */
export const listInstalledApps = defineOperation({
  id: 'listInstalledMiniApps',
  method: 'get',
  path: '/installed-mini-app/list',
  scope: 'installed-apps:view',
  summary: 'List installed mini apps.',
  input: {
    query: z.object({
      ...pageQueryFields({ limit: 1_000, pages: 100 }),
      title: z
        .string('Give the title as text.')
        .optional()
        .meta({ description: 'Search by app title: any part, in any letter case.', examples: ['tag'] }),
    }),
  },
  output: z.object({ data: z.array(installedAppSchema), ...pageFields, status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>, { query: { title, ...query } }) {
    const page = await host.miniApps.list({ ...query, name: title });
    return { data: page.items.map(toInstalledApp), ...toPageFields(page, { title }), status: 'ok' as const };
  },
});

function toInstalledApp(app: MiniApp): z.output<typeof installedAppSchema> {
  const { id, appId, title, intro, logo, image, keyNames, status, version } = app;
  return {
    id,
    app_ns: appId,
    title,
    intro,
    ...(logo !== null && { logo }),
    ...(image !== null && { image }),
    ...(keyNames.length > 0 && { auth_type: 'apikey' as const }),
    param_names: [...keyNames],
    status,
    version,
  };
}
