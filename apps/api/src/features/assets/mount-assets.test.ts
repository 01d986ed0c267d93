import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import { expect, test } from 'vitest';
import type { Services } from '../../compose.ts';
import { mountAssets } from './mount-assets.ts';

test('a file that was opened for somebody who has gone meanwhile is closed', async () => {
  const bytes = Readable.from(['abc']);
  const [asked, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const file = { name: '1.png', key: 'a', mediaType: 'image/png', byteLength: 3, width: 1, height: 1 };
  const services = {
    em: () => undefined,
    assetsOf: () => ({ find: async () => ({ files: [file], mediaType: 'image/png', bytes: null }) }),
    blobs: {
      async get() {
        asked.resolve();
        await gone.promise;
        return bytes;
      },
    },
  } as unknown as Services;
  const app = express();
  app.use((_request, response, next) => {
    response.on('close', () => gone.resolve());
    next();
  });
  const server = app.use(mountAssets(services)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    const visitor = get({
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      path: '/assets/ast_1/1.png',
    });
    visitor.on('error', () => {});
    await asked.promise;
    visitor.destroy();
    await expect.poll(() => bytes.destroyed).toBe(true);
  } finally {
    server.close();
  }
});
