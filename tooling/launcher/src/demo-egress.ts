import type { Config } from './config.ts';

const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether others than this machine's own users can reach the system: it listens on more than loopback, or a proxy stands in front. */
export function isOpenToOthers({ host, baseUrl }: Pick<Config, 'host' | 'baseUrl'>): boolean {
  return !loopbackName.test(host) || (baseUrl !== undefined && !loopbackName.test(new URL(baseUrl).hostname));
}

/**
 * What the demo's deliveries may reach on this machine, as entries of the egress allow list. All of loopback, so that a developer can try
 * a server of their own; but where others can publish apps, too, the demo's receiver alone, or they could send requests to every
 * program that trusts this machine.
 */
export function demoEgress(config: Config, receiverPort: number): string[] {
  return isOpenToOthers(config) ? [`127.0.0.1:${receiverPort}`] : ['127.0.0.0/8', '::1'];
}

/** What to tell the person who started a demo that others can reach; undefined where there is nothing to tell. */
export function egressNotice(config: Config): string | undefined {
  if (config.seed !== 'demo' || config.egressAllow.length > 0 || !isOpenToOthers(config)) return undefined;
  return [
    'Others can reach this system, so its apps may send requests to the demo receiver alone on this machine.',
    'To let them reach your own server, too: MINIMART_EGRESS_ALLOW=127.0.0.1:4000 pnpm start',
    '(`pnpm demo` takes a free port each time: it needs 127.0.0.0/8.)',
  ].join('\n');
}
