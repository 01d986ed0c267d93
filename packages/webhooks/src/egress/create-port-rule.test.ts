import { expect, test } from 'vitest';
import { createEgressGuard } from './create-egress-guard.ts';
import { createPortRule } from './create-port-rule.ts';

const usual = createPortRule();

test.each([80, 443, 1024, 3000, 8000, 8080, 8443, 49_152, 65_535])('by default port %i is open', (port) => {
  expect(usual(port)).toEqual({ ok: true });
});

test.each([0, 1, 21, 22, 23, 25, 53, 110, 143, 389, 445, 465, 587, 636, 993, 1023])(
  'by default port %i, one of the well-known ones below 1024, is closed',
  (port) => expect(usual(port).ok).toBe(false),
);

test.each([1433, 2049, 2375, 3306, 3389, 4190, 5060, 5432, 6000, 6379, 6667, 9092, 9200, 10_080, 11_211, 27_017])(
  'by default port %i, of another kind of service, is closed, which the reason says',
  (port) => {
    const reason = `Requests cannot go to port ${port}: it is for another kind of service.`;
    expect(usual(port)).toEqual({ ok: false, reason });
  },
);

test('ports that an operator names are the only ones', () => {
  const rule = createPortRule([443, 8443]);
  expect([443, 8443].map((port) => rule(port).ok)).toEqual([true, true]);
  expect(rule(80)).toEqual({
    ok: false,
    reason: 'Requests cannot go to port 80: this platform sends to ports 443, 8443 only.',
  });
});

test('a guard holds names and addresses to its ports, and the allow list lets any port through', () => {
  const { checkUrl } = createEgressGuard({
    allow: ['10.0.0.0/8', '8.8.8.8:53', 'db.example', 'q.example:25'],
    ports: [443],
  });
  const allowed = [
    'https://a.example/',
    'http://10.0.0.1:22/',
    'http://8.8.8.8:53/',
    'http://db.example:5432/',
    'http://q.example:25/',
  ];
  const refused = [
    'http://a.example/',
    'http://93.184.216.34:22/',
    'http://8.8.8.8/',
    'http://q.example/',
    'http://[2606::1]:1/',
  ];
  expect(allowed.map((url) => checkUrl(url))).toEqual(allowed.map(() => ({ ok: true })));
  expect(refused.map((url) => checkUrl(url).ok)).toEqual(refused.map(() => false));
});
