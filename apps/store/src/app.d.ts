import type { Locale } from '@minimart/messages';
import type { Viewer } from '#lib/server/api.ts';

declare global {
  namespace App {
    interface Locals {
      /** The language of the answer. */
      locale: Locale;
      /** Who is signed in, asked of the API once a request; null when nobody is. */
      viewer: () => Promise<Viewer | null>;
      /** Whether the API did not say who is signed in: it may be somebody, though the viewer is null. */
      isViewerUnknown?: boolean;
      /** Whether the page is rendered to be kept, and nobody looks at it. */
      isAhead?: boolean;
      /** When to come back, in seconds, where the API said that it was asked too often or is busy. */
      retryAfter?: string | undefined;
      /** Whether a part of the page could not be had, so that it is for nobody else. */
      isPartial?: boolean;
    }
  }
}
