import { fileURLToPath } from 'node:url';
import { Router, type Response } from 'express';
import { docsPage } from './docs-page.ts';
import { documentPolicy } from '../http/security-headers.ts';
import { errorIndexPage, errorPage, errorPageStyle } from './error-pages.ts';
import { hashOf, readerStyles } from './reader-styles.ts';

/** Serves `/openapi.json`, which is made when it is first asked for, a reader of it at `/docs`, and a page for each error code below `/errors`. All from our own origin. */
export function mountDocs(createDocument: () => object, baseUrl: string): Router {
  const router = Router();
  let text: string | undefined;
  // The package brings this one-file build for a script element, but does not list it among its exports.
  const reader = fileURLToPath(new URL('./browser', import.meta.resolve('@scalar/api-reference')));
  router.get('/openapi.json', (_request, response) => {
    text ??= JSON.stringify(createDocument());
    response.type('application/json').set('cache-control', 'public, max-age=60').send(text);
  });
  router.get('/docs', (_request, response) => {
    sendPage(response, docsPage, documentPolicy(readerPolicy, baseUrl));
  });
  router.get('/docs/reader.js', (_request, response) => {
    // By its root: the whole path leads through pnpm's hidden folder, and hidden files are not sent.
    response.sendFile('standalone.js', { root: reader, maxAge: '1d' });
  });
  router.get(
    '/errors',
    (_request, response) => void sendPage(response, errorIndexPage(), documentPolicy(pagePolicy, baseUrl)),
  );
  router.get('/errors/:name', (request, response, next) => {
    const page = errorPage(request.params.name);
    return page === undefined ? next() : void sendPage(response, page, documentPolicy(pagePolicy, baseUrl));
  });
  return router;
}

// The sheets that the reader writes into its page are known by their hashes; heights and widths that it measures it writes into style attributes, each another
// text, which is the one exception (ADR 51). It evaluates nothing, and may talk to this origin only.
const readerPolicy = `default-src 'none'; script-src 'self'; style-src 'self' ${readerStyles.join(' ')}; style-src-attr 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`;
const pagePolicy = `default-src 'none'; style-src ${hashOf(errorPageStyle)}; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`;

function sendPage(response: Response, html: string, policy: string): void {
  response.type('html').set({ 'content-security-policy': policy, 'cache-control': 'public, max-age=300' }).send(html);
}
