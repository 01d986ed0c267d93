declare module '@20minutes/s3rver' {
  import type { Server } from 'node:http';

  /** A server that speaks S3 and keeps what it gets below a folder; it checks signatures by the key `S3RVER` with the secret `S3RVER`. */
  export default class S3rver {
    constructor(options: {
      port: number;
      address: string;
      silent: boolean;
      directory: string;
      configureBuckets: { name: string }[];
    });
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
    httpServer: Server;
  }
}
