import type { ScopeRegistry } from '@minimart/scope-kit';
import { z } from 'zod';
import { defineRoute, type Route } from '../../http/route.ts';
import { pickLanguage } from './pick-language.ts';

const scopeSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    risk: z.enum(['low', 'sensitive', 'high']),
    icon: z.string(),
    group: z.string(),
    verb: z.enum(['see', 'change', 'send']),
    implies: z.array(z.string()),
    cannot: z.string(),
    deprecated: z
      .object({ since: z.iso.date(), successor: z.string() })
      .nullable()
      .describe('Set when apps should ask for another scope instead; it goes on working.'),
  })
  .meta({ id: 'Scope' });

const answer = z.object({
  plugins: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      scopes: z.array(scopeSchema),
      operations: z.array(
        z.object({ id: z.string(), method: z.string(), path: z.string(), scope: z.string(), summary: z.string() }),
      ),
    }),
  ),
});

/** The registry, readable by everybody: a developer picks scopes from it. */
export function scopeRoutes(registry: ScopeRegistry): Route[] {
  const bodyIn = (language: string): z.input<typeof answer> => ({
    plugins: registry.plugins.map(({ id, label, scopes, operations }) => ({
      id,
      label,
      scopes: scopes.map(({ translations = {}, deprecated = null, implies = [], ...scope }) => {
        return { ...scope, ...translations[language], implies: [...implies], deprecated };
      }),
      operations: operations.map(({ id: name, method, path, scope, summary }) => ({
        id: name,
        method,
        path: `/api${path}`,
        scope,
        summary,
      })),
    })),
  });
  const languages = ['en', ...new Set(registry.scopes.flatMap(({ translations = {} }) => Object.keys(translations)))];
  return [
    defineRoute({
      id: 'listScopes',
      method: 'get',
      path: '/v1/scopes',
      tag: 'Scopes',
      summary: 'The registry: plugins, scopes, operations.',
      access: 'public',
      query: z.object({
        language: z
          .enum(languages, `Give one of these languages: ${languages.join(', ')}.`)
          .optional()
          .describe('The language of labels and descriptions; by Accept-Language, else English, without it.'),
      }),
      answer,
      async handle({ query, header }) {
        const language = query.language ?? pickLanguage(header('accept-language'), languages);
        const headers = {
          'cache-control': 'public, max-age=60',
          'content-language': language,
          vary: 'accept-language',
        };
        return { body: bodyIn(language), headers };
      },
    }),
  ];
}
