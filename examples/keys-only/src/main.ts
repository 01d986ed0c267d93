import { createReportsApp } from './create-reports-app.ts';
import { openKeys } from './open-keys.ts';

const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Set DATABASE_URL to a PostgreSQL, such as postgresql://me@127.0.0.1/reports.');
const keys = await openKeys(url);
const { plain } = await keys.change({ actor: 'start', address: null }, (service) =>
  service.mint({ subject: 'dashboard', tenant: 'finance', scopes: ['reports:read'] }),
);
const port = Number(process.env['PORT'] ?? 4400);
createReportsApp(keys).listen(port, '127.0.0.1', () => {
  console.log(`The reports are served. This key may read them:

  curl -H 'Authorization: Bearer ${plain}' http://127.0.0.1:${port}/reports
`);
});
