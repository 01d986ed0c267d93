import {
  pageFields,
  pageQueryFields,
  toPageFields,
  toPlatformTime,
  type Chatbot,
  type TemplateInstall,
} from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const templateInstallSchema = z
  .object({
    id: z.int(),
    template_ns: z.string(),
    team_id: z.int().meta({ description: 'Workspace id.' }),
    flow_ns: z.string(),
    scope: z.string(),
    version: z.string(),
    can_view: z.int(),
    can_edit: z.int(),
    allow_republish: z.int(),
    auto_update: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
    uninstalled_at: z.string().optional(),
  })
  .meta({ id: 'TemplateInstall' });

/** `GET /flow/template-installs` */
export const listTemplateInstalls = defineOperation({
  id: 'FlowTemplatesInstalls',
  method: 'get',
  path: '/flow/template-installs',
  scope: 'flows:view',
  summary: 'List templates installed in the bot.',
  description: 'Those that were uninstalled since come with the time when they were.',
  input: { query: z.object(pageQueryFields({ limit: 1_000, pages: 100 })) },
  output: z.object({ data: z.array(templateInstallSchema), ...pageFields }).meta({ id: 'TemplateInstallLogResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.flows.listTemplateInstalls(query);
    return { data: page.items.map(toTemplateInstall), ...toPageFields(page, query) };
  },
});

function toTemplateInstall(install: TemplateInstall): z.output<typeof templateInstallSchema> {
  const { uninstalledAt } = install;
  return {
    id: install.id,
    template_ns: install.templateNs,
    team_id: install.workspace,
    flow_ns: install.botNs,
    scope: install.scope,
    version: install.version,
    can_view: Number(install.canView),
    can_edit: Number(install.canEdit),
    allow_republish: Number(install.allowRepublish),
    auto_update: Number(install.autoUpdate),
    created_at: toPlatformTime(install.createdAt),
    updated_at: toPlatformTime(install.updatedAt),
    ...(uninstalledAt !== null && { uninstalled_at: toPlatformTime(uninstalledAt) }),
  };
}
