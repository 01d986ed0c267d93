export { demoContent } from './demo-content.ts';
export type { DemoPlaces } from './demo-places.ts';
export type {
  DemoAccount,
  DemoAccountId,
  DemoApp,
  DemoArt,
  DemoAuthInput,
  DemoBot,
  DemoCategory,
  DemoContent,
  DemoDeveloper,
  DemoManifest,
  DemoMessage,
  DemoRelease,
  DemoRequest,
  DemoScope,
  DemoScopeId,
  DemoScreenshot,
  DemoSubscriber,
  DemoWorkspace,
} from './demo-content.types.ts';
