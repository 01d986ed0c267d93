import { randomUUID } from 'node:crypto';
import { explainAttempt } from '@minimart/webhooks';
import express, { type Express } from 'express';
import { z } from 'zod';
import { handleError } from './handle-error.ts';
import type { Shop } from './open-shop.ts';
import { placeOrder } from './place-order.ts';

const registration = z.object({ url: z.url(), topics: z.array(z.enum(['order.placed', 'order.shipped'])).min(1) });
const order = z.object({ item: z.string().min(1), total: z.int() });
const dayMs = 24 * 60 * 60_000;

/** An order service whose customers are told of what they subscribed to. Signing in is left out. */
export function createShopApp({ guard, change }: Shop): Express {
  const app = express().disable('x-powered-by').use(express.json());

  app.post('/endpoints', async (request, response) => {
    const { url, topics } = registration.parse(request.body);
    const check = guard.checkUrl(url);
    if (!check.ok) return void response.status(422).json({ message: check.reason });
    const id = `end_${randomUUID()}`;
    const { signingSecret } = await change(async (em, outbox) => {
      for (const topic of new Set(topics)) {
        await em.execute('insert into shop.subscriptions values (?, ?, ?)', [id, topic, url]);
      }
      return outbox.openEndpoint({ id });
    });
    // Shown this once: the database has it sealed.
    response.status(201).json({ id, signingSecret });
  });

  app.post('/orders', async (request, response) => {
    const wanted = order.parse(request.body);
    response.status(201).json({ id: await change((em, outbox) => placeOrder(em, outbox, wanted)) });
  });

  app.get('/endpoints/:id/deliveries', async ({ params }, response) => {
    const log = await change(async (_, outbox) => {
      const { items } = await outbox.deliveriesOf({ endpointId: params.id });
      return Promise.all(items.map(({ id }) => outbox.delivery(id)));
    });
    const toLine = (delivery: NonNullable<(typeof log)[number]>) => {
      const { id, subject, status, nextAttemptAt, attemptLog } = delivery;
      return { id, subject, status, nextAttemptAt, attempts: attemptLog.map(explainAttempt) };
    };
    response.json({ deliveries: log.filter((delivery) => delivery !== undefined).map(toLine) });
  });

  app.post('/deliveries/:id/replay', async ({ params }, response) => {
    const result = await change((_, outbox) => outbox.replay(params.id));
    response.status(result.ok ? 202 : result.reason === 'unknown' ? 404 : 409).json(result);
  });

  app.post('/endpoints/:id/pause', async ({ params }, response) => {
    await change((_, outbox) => outbox.pauseEndpoint(params.id, 'its owner'));
    response.status(204).end();
  });

  app.post('/endpoints/:id/resume', async ({ params }, response) => {
    await change((_, outbox) => outbox.resumeEndpoint(params.id));
    response.status(204).end();
  });

  app.post('/endpoints/:id/secret', async ({ params }, response) => {
    // For a day both sign, so that the customer can change it without a gap.
    const { signingSecret } = await change((_, outbox) => outbox.rotateSigningSecret(params.id, dayMs));
    response.status(201).json({ signingSecret });
  });

  return app.use(handleError);
}
