export { findAccessibilityViolations } from './find-accessibility-violations.ts';
export { launchBrowser } from './launch-browser.ts';
export { launchDebuggable, type DebuggableBrowser } from './launch-debuggable.ts';
export { openPage, type OpenPageOptions, type WatchedPage } from './open-page.ts';
