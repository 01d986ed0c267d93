import { problemSchema } from '@minimart/problem';
import type { ScopeRegistry } from '@minimart/scope-kit';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { leakReportPaths } from '../features/leak-reports/describe-leak-reports.ts';
import { uploadPaths } from '../features/uploads/describe-uploads.ts';
import type { Route } from '../http/route.ts';

const problem = {
  description: 'A problem (RFC 9457).',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** Both APIs in one OpenAPI 3.1 document, made from the same declarations that serve them. */
export function createOpenApiDocument(routes: readonly Route[], registry: ScopeRegistry) {
  const paths: ZodOpenApiPathsObject = { ...leakReportPaths, ...uploadPaths };
  const add = (path: string, method: string, operation: ZodOpenApiOperationObject) => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  for (const route of routes) add(route.path, route.method, describeRoute(route));
  for (const { label, operations } of registry.plugins) {
    for (const operation of operations) {
      add(`/api${operation.path}`, operation.method, describeOperation(operation, label));
    }
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Minimart',
      version: '1',
      description:
        'The management API (`/v1`) runs the store. The platform API (`/api`) is what an app may call with the key of an installation.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This store' }],
    tags: [
      ...new Set([...routes.map(({ tag }) => tag), 'Leak reports', ...registry.plugins.map(({ label }) => label)]),
    ].map((name) => ({ name })),
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'minimart.session_token',
          description: 'A browser that has signed in.',
        },
        personalAccessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'mm_pat_...' },
        installationKey: { type: 'http', scheme: 'bearer', bearerFormat: 'mm_live_...' },
      },
    },
    paths,
  });
}

function describeRoute(route: Route): ZodOpenApiOperationObject {
  const headers = [...(route.idempotent ? [idempotencyHeader] : []), ...(route.translated ? [languageHeader] : [])];
  const answered = { ...(route.shared && sharedHeaders), ...(route.translated && translatedHeaders) };
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    security: route.access === 'public' ? [] : [{ session: [] }, { personalAccessToken: [] }],
    ...(headers.length > 0 && { parameters: headers }),
    ...requestOf({ params: route.params, query: route.query, body: route.body }),
    responses: {
      [route.status]: {
        description: 'Done.',
        ...(Object.keys(answered).length > 0 && { headers: answered }),
        content: {
          'application/json': { schema: route.answer },
          ...Object.fromEntries(route.alsoProduces.map((media) => [media, { schema: z.string() }])),
        },
      },
      ...(route.shared && { 304: { description: 'What you have, by `If-None-Match`, is still what there is.' } }),
      default: problem,
    },
  };
}

const sharedHeaders = {
  ETag: {
    description: 'Stands for this very answer, where nobody is signed in; send it back as `If-None-Match`.',
    schema: { type: 'string' },
  },
} as const;

const translatedHeaders = {
  'Content-Language': {
    description: 'The language of what is said of scopes. What developers wrote is in their own.',
    schema: { type: 'string' },
  },
} as const;

const languageHeader = {
  name: 'Accept-Language',
  in: 'header',
  description: 'The language of what is said of scopes (RFC 9110), such as `de`; English without one that there is.',
  schema: { type: 'string' },
} as const;

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Any text of your own; a repeated call with the same key is the same call, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const;

function describeOperation(operation: ScopeRegistry['operations'][number], tag: string): ZodOpenApiOperationObject {
  return {
    operationId: operation.id,
    tags: [tag],
    summary: operation.summary,
    description: `${operation.description ?? ''}\n\nScope: \`${operation.scope}\``.trim(),
    security: [{ installationKey: [operation.scope] }],
    ...requestOf(operation.input),
    responses: {
      [operation.status ?? 200]: {
        description: 'Success.',
        content: { 'application/json': { schema: operation.output } },
      },
      default: problem,
    },
  };
}

interface Parts {
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
  body?: z.ZodType | undefined;
}

function requestOf({ params, query, body }: Parts) {
  return {
    ...((params !== undefined || query !== undefined) && {
      requestParams: { ...(params && { path: params }), ...(query && { query }) },
    }),
    ...(body !== undefined && {
      requestBody: { required: !isOptional(body), content: { 'application/json': { schema: body } } },
    }),
  };
}

/** A call without a body is one with an empty object. */
const isOptional = (body: z.ZodType): boolean => body.safeParse({}).success;
