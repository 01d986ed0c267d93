import type { KeyEvent } from '#lib/server/api.ts';

type Explained = Pick<KeyEvent, 'event' | 'actor' | 'detail'>;

const reasons: Record<string, string> = {
  revoked: 'it had been ended',
  disabled: 'it was paused',
  expired: 'its time was over',
  network: 'it was used from a network that is not allowed',
  environment: 'it is a test key',
};

const places: Record<string, string> = {
  path: 'the address of a call',
  query: 'the address of a call',
  body: 'the body of a call',
};

const ends: Record<string, string> = {
  uninstall: 'the app was uninstalled',
  cancel: 'the set-up was taken back',
  retry: 'a retry made a new one',
  rotated: 'a new one took its place',
  'rotated again': 'another one took its place before it arrived',
  refused: 'the app\u2019s server refused it',
  gone: 'the app\u2019s server is gone',
  gave_up: 'the app\u2019s server could not be reached',
  leaked: 'it was found in public',
  'ended by a member': 'somebody here ended it',
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Puts one event of a key's history into a sentence; who did it is told apart where it was a person. */
export function explainKeyEvent({ event, detail }: Explained): string {
  const hours = Math.round(Number(detail['overlapMs']) / 360_000) / 10;
  switch (event) {
    case 'minted':
      return 'A key was made.';
    case 'rotated':
      return hours > 0
        ? `Replaced by a new key; works on for ${hours === 1 ? 'an hour' : `${hours} hours`}.`
        : 'Replaced by a new key at once.';
    case 'rotation_undone':
      return 'The new key did not arrive, so this one goes on.';
    case 'narrowed':
      return 'Permissions were taken from it.';
    case 'widened':
      return 'It was given more permissions.';
    case 'networks_changed':
      return explainNetworks(detail['to']);
    case 'disabled':
      return 'Paused.';
    case 'enabled':
      return 'Goes on after a pause.';
    case 'revoked':
      return `Ended: ${ends[text(detail['reason'])] ?? text(detail['reason'])}.`;
    case 'leaked':
      return explainLeak(detail);
    case 'refused':
      return `Refused ${times(detail['times'])}: ${reasons[text(detail['reason'])] ?? text(detail['reason'])}.`;
  }
}

function explainLeak(detail: Explained['detail']): string {
  const url = text(detail['url']);
  if (detail['place'] === 'public') return `Found in public${url === '' ? '' : ` at ${url}`}, so we ended it at once.`;
  const place = places[text(detail['reason'])] ?? 'the wrong place';
  return `The app put it into ${place}, where it ends up in logs. We refused the call; replace the key.`;
}

function explainNetworks(to: unknown): string {
  if (!Array.isArray(to)) return 'May be used from anywhere.';
  return to.length === 0 ? 'May be used from nowhere.' : `May be used from ${to.join(', ')} only.`;
}

function times(count: unknown): string {
  return Number(count) === 1 ? 'once' : `${Number(count)} times`;
}
