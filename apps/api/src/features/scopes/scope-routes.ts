import { inLanguage, languagesOf, type ScopeRegistry } from '@minimart/scope-kit';
import { z } from 'zod';
import { defineRoute, type Route } from '../../http/route.ts';
import { allThatCannot } from '../listings/cannot-of.ts';

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
  cannot: z
    .array(
      z.object({
        cannot: z.string().describe('Completes "This app cannot ...".'),
        unless: z.array(z.string()).describe('Not said of an app that asks for one of these scopes.'),
      }),
    )
    .describe('What an app may be unable to do, in the order in which its listing says so.'),
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
    cannot: allThatCannot(inLanguage(registry, language)),
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
  const languages = languagesOf(registry);
  return [
    defineRoute({
      id: 'listScopes',
      tokenScope: 'not-needed',
      method: 'get',
      path: '/v1/scopes',
      tag: 'Scopes',
      summary: 'The registry: plugins, scopes, operations.',
      access: 'public',
      shared: true,
      translated: true,
      query: z.object({
        language: z
          .enum(languages, `Give one of these languages: ${languages.join(', ')}.`)
          .optional()
          .describe('The language of labels and descriptions; by Accept-Language, else English, without it.'),
      }),
      answer,
      async handle({ query, language: accepted }) {
        const language = query.language ?? accepted;
        const headers = { 'cache-control': 'public, max-age=60', 'content-language': language };
        return { body: bodyIn(language), headers };
      },
    }),
  ];
}
