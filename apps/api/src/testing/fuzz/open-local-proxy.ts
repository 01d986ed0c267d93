import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** An HTTP proxy whose every tunnel, wherever it was asked to lead, leads to one port of this machine, so that nothing leaves it. */
export async function openLocalProxy(port: number): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer();
  server.on('connect', (_request, socket, head) => {
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    const end = () => {
      onward.destroy();
      socket.destroy();
    };
    socket.on('error', end).on('close', end);
    onward.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
