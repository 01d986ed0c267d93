// Stands in for the built store, or for the receiver: it listens and knows nothing of the launcher.
import { createServer } from 'node:http';

createServer((_request, response) => response.end(`store with ${process.env['API_URL']}`)).listen(
  Number(process.env['PORT']),
  process.env['HOST'],
);
