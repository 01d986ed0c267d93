import { expect, test } from 'vitest';
import { deliveryHeaders } from './delivery-headers.ts';

test("a developer's headers go along but cannot pose as ours", () => {
  const headers = {
    'Content-Type': 'application/json',
    'X-App': 'app_1',
    'Webhook-Id': 'msg_fake',
    'webhook-extra': 'x',
    'WEBHOOK-SIGNATURE': 'v1,fake',
    Host: 'elsewhere.test',
    'Content-Length': '1',
    'Transfer-Encoding': 'chunked',
    Connection: 'close',
    'User-Agent': 'curl',
    'Proxy-Authorization': 'Basic x',
  };
  const request = { method: 'POST', url: 'https://x.test', headers, body: null };
  const signature = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,real' };
  expect(deliveryHeaders(request, { userAgent: 'Minimart/1.0.0', signature })).toEqual({
    'content-type': 'application/json',
    'x-app': 'app_1',
    'user-agent': 'Minimart/1.0.0',
    'accept-encoding': 'identity',
    ...signature,
  });
});
