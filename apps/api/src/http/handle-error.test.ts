import express from 'express';
import pino from 'pino';
import request from 'supertest';
import { expect, test } from 'vitest';
import { handleError } from './handle-error.ts';

test.each(['40P01', '40001', '57014'])(
  'what PostgreSQL ended in favour of another or for its length (%s) is 503 with Retry-After, on every path, and no defect',
  async (code) => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => void lines.push(line) });
    const app = express();
    app.put('/v1/x', () => {
      throw Object.assign(new Error('deadlock detected'), { code });
    });
    app.use(handleError({ baseUrl: 'http://store.test', logger }));
    const answer = await request(app).put('/v1/x').expect(503).expect('Retry-After', '1');
    expect(answer.body).toMatchObject({ code: 'busy', detail: expect.stringContaining('Send this one again') });
    expect(lines).toEqual([]);
  },
);
