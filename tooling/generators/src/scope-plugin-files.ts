import { toCamel } from './to-camel.ts';

/** The files of a new scope plugin, by their path in its package: one scope, one operation, its tests and README. */
export function scopePluginFiles(name: string): Record<string, string> {
  const plugin = toCamel(name);
  const words = name.replaceAll('-', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  const operation = `read${plugin.charAt(0).toUpperCase()}${plugin.slice(1)}`;
  return {
    'package.json': `{
  "name": "@minimart/scope-${name}",
  "version": "0.1.0",
  "private": true,
  "description": "Scope plugin: ${words}.",
  "type": "module",
  "exports": {
    ".": "./src/index.ts"
  },
  "dependencies": {
    "@minimart/chatbot": "workspace:*",
    "@minimart/scope-kit": "workspace:*",
    "zod": "catalog:"
  },
  "devDependencies": {
    "vitest": "catalog:"
  }
}
`,
    'src/index.ts': `export { ${plugin} } from './${name}.ts';\n`,
    [`src/${name}.ts`]: `import { defineScopePlugin } from '@minimart/scope-kit';
import { ${operation} } from './read-${name}.ts';

/** ${title}: view. */
export const ${plugin} = defineScopePlugin({
  id: '${name}',
  label: '${title}',
  scopes: [
    {
      id: '${name}:view',
      label: 'View ${words}',
      description: 'Read the ${words} of your chatbot. Say here what an app learns, and what it does not.',
      risk: 'low',
      icon: 'box',
      group: '${title}',
      verb: 'see',
      cannot: 'See your ${words}',
      translations: {
        de: {
          label: '${title} ansehen',
          description: 'Lesen, was Ihr Chatbot dazu führt. Hier steht, was eine App erfährt und was nicht.',
          group: '${title} (de)',
          cannot: 'Das sehen, was Ihr Chatbot dazu führt',
        },
      },
    },
  ],
  operations: [${operation}],
});
`,
    [`src/read-${name}.ts`]: `import type { Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** \`GET /${name}\` */
export const ${operation} = defineOperation({
  id: '${operation}',
  method: 'get',
  path: '/${name}',
  scope: '${name}:view',
  summary: 'Read the ${words}.',
  input: {
    query: z.object({
      name: z
        .string('Give the name as text.')
        .max(100, 'Give at most 100 characters.')
        .optional()
        .meta({ description: 'Only tags with this in their name.', examples: ['news'] }),
    }),
  },
  output: z.object({ bot: z.string(), people: z.int(), tags: z.array(z.string()) }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const bot = await host.overview.bot();
    const wanted = (query.name ?? '').toLowerCase();
    const tags = bot.tags.map((tag) => tag.name).filter((tag) => tag.toLowerCase().includes(wanted));
    return { bot: bot.name, people: bot.subscribers, tags };
  },
});
`,
    [`src/${name}.test.ts`]: `import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { ${plugin} } from './${name}.ts';

const sample = useSampleChatbot();
describeScopePlugin(${plugin}, sample);

const call = createCaller(${plugin});

test('answers from the bot of the workspace', async () => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, '${operation}', { query: { name: 'NEWS' } })).toEqual({
      bot: 'Sample',
      people: 4,
      tags: ['Newsletter'],
    });
  });
});

test('refuses a name that is too long, naming the field', async () => {
  await sample.withHost(async (bot) => {
    const refused = call(bot, '${operation}', { query: { name: 'x'.repeat(101) } });
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input', errors: [{ path: 'query.name' }] });
  });
});
`,
    'README.md': `# scope-${name}

Scope plugin for the ${words} of a workspace.

| call                  | scope                          |
| --------------------- | ------------------------------ |
| \`GET /${name}?name=\` | \`${name}:view\` "View ${words}" |

## What it refuses

\`invalid_input\`: a name of more than 100 characters.
`,
  };
}
