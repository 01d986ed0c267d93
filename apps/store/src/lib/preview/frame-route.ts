const frameRoutes = new Set<string | null>([
  '/developer/apps/[appId]/preview/frame',
  '/developer/apps/[appId]/preview/frame/consent',
]);

/** Whether a page is one that previews are shown in: by our own pages, in a frame, and in the theme that its address names. */
export function isFrameRoute(routeId: string | null): boolean {
  return frameRoutes.has(routeId);
}
