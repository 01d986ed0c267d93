import type { Viewer } from '#lib/server/api.ts';

declare global {
  namespace App {
    interface Locals {
      /** Who is signed in, asked of the API once a request; null when nobody is. */
      viewer: () => Promise<Viewer | null>;
    }
  }
}
