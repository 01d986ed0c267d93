// Stands in for the demo's receiver.
import { createServer } from 'node:http';

createServer((_request, response) => response.end('received')).listen(
  Number(process.env['PORT']),
  process.env['HOST'],
  () => process.send?.({ type: 'ready', port: Number(process.env['PORT']) }),
);
