import type { LifecycleTopic } from '@minimart/app-manifest/requests';

/** What each lifecycle request is called, and what it is for. */
export const topicWords: Record<LifecycleTopic, { title: string; text: string; without: string }> = {
  subscribe: {
    title: 'Subscribe request',
    text: 'Sent when an owner installs the app. It hands your server the key and what the owner entered.',
    without: 'Without it, the owner is shown the key once and brings it to you by hand.',
  },
  unsubscribe: {
    title: 'Unsubscribe request',
    text: 'Sent when the app is uninstalled. It carries no key, for that has ended.',
    without: 'Without it, your server is not told when the app is uninstalled.',
  },
  dataErasure: {
    title: 'Data-erasure request',
    text: 'Sent a while after an uninstall, unless the app was installed again. It asks your server to erase what it holds.',
    without: 'Without it, nobody asks your server to erase what it holds of a workspace.',
  },
};
