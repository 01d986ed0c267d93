import { problemSchema } from '@minimart/problem';
import type { ScopeRegistry } from '@minimart/scope-kit';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { leakReportPaths } from '../features/leak-reports/describe-leak-reports.ts';
import { uploadPaths } from '../features/uploads/describe-uploads.ts';
import type { Route } from '../http/route.ts';
import { describeDemand, securityOf } from './described-demands.ts';
import { answerHeadersOf, platformHeaders, problemHeaders, requestHeadersOf } from './described-headers.ts';

const problem = {
  description: 'A problem (RFC 9457).',
  headers: problemHeaders,
  content: { 'application/problem+json': { schema: problemSchema } },
};

// Once for all calls: any of them may have to wait for another, for the database, or for a process that has too much to do.
const notNow = {
  id: 'NotNow',
  description:
    'Not now: busy, overloaded, or a part that the call needs does not answer. Send it again after the seconds of Retry-After.',
  headers: { ...problemHeaders, ...platformHeaders },
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
        personalAccessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'mm_pat_...',
          description: 'It may what its scopes say.',
        },
        installationKey: { type: 'http', scheme: 'bearer', bearerFormat: 'mm_live_...' },
      },
    },
    paths,
  });
}

function describeRoute(route: Route): ZodOpenApiOperationObject {
  const parameters = requestHeadersOf(route);
  const headers = answerHeadersOf(route);
  const medias = [...route.alsoProduces, ...(route.followed ? ['text/event-stream'] : [])];
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.access === 'signed-in' && { description: describeDemand(route) }),
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...requestOf({ params: route.params, query: route.query, body: route.body }),
    responses: {
      [route.status]: {
        description: 'Done.',
        ...withHeaders(headers),
        content: {
          'application/json': { schema: route.answer },
          ...Object.fromEntries(medias.map((media) => [media, { schema: z.string() }])),
        },
      },
      ...(route.followed && { 204: { description: 'There is nothing more to come; do not ask again.' } }),
      ...(route.method === 'get' && { 304: { ...notModified, ...withHeaders(headers) } }),
      503: notNow,
      default: problem,
    },
  };
}

const withHeaders = (headers: ReturnType<typeof answerHeadersOf>) =>
  Object.keys(headers).length > 0 ? { headers } : {};

// Without an entity tag of its own, an answer is known by `*` alone (RFC 9110, 13.1.2).
const notModified = { description: 'What you have, by `If-None-Match`, is still what there is.' };

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
        headers: platformHeaders,
        content: { 'application/json': { schema: operation.output } },
      },
      ...(operation.method === 'get' && { 304: { ...notModified, headers: platformHeaders } }),
      503: notNow,
      default: { ...problem, headers: { ...problemHeaders, ...platformHeaders } },
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
