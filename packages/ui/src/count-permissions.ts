import { m } from '@minimart/messages';

/** The number of permissions in words: `4 permissions, 1 sensitive`; `No permissions` for none. */
export function countPermissions(all: number, sensitive: number): string {
  return m.ui_permissions({ count: all, sensitive });
}
