import type { ManifestInput } from '@minimart/app-manifest';

/** A manifest to begin with, all but what names an app. */
export interface AppTemplate {
  id: string;
  title: string;
  /** What the app will do, and what a developer has to bring. */
  description: string;
  manifest: Omit<ManifestInput, 'name' | 'slug' | 'summary'>;
}
